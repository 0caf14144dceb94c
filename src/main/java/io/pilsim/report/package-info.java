/** What people read of results, models and inputs: tables, views, schemas. */
package io.pilsim.report;
