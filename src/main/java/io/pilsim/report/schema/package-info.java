/** JSON Schemas of the files that users write and programs read. */
package io.pilsim.report.schema;
