/** Reports as Markdown. */
package io.pilsim.report.markdown;
