/** A report as data: parts, sections, tables and charts, before any of them is drawn. */
package io.pilsim.report.page;
