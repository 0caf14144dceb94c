/** What a gate found: for people, for CI logs, for test reports and for code scanning. */
package io.pilsim.report.gate;
