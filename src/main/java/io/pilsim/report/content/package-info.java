/** What results say: questions, answers, tables and charts, from result files. */
package io.pilsim.report.content;
