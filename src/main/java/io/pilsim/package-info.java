/** The public API: {@link io.pilsim.Study}. Everything below other packages may change. */
package io.pilsim;
