/** Files that show what a run did when. */
package io.pilsim.report.timeline;
