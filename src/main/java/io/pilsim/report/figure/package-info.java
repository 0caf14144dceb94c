/** Charts as files for papers: SVG and PNG. */
package io.pilsim.report.figure;
