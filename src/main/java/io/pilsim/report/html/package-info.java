/** Reports as one self-contained HTML page. */
package io.pilsim.report.html;
