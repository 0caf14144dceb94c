/** The commands: what users type, and what exit status it ends with. */
package io.pilsim.cli;
