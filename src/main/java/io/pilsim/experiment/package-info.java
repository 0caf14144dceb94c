/** Studies: variants times replications, their figures, and the records that hold them. */
package io.pilsim.experiment;
