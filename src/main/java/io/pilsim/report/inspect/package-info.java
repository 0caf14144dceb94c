/** Input files as this program understands them. */
package io.pilsim.report.inspect;
