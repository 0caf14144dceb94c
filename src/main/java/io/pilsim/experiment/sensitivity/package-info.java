/** Which of the assumed values move an answer, and whether a decision rests on one of them. */
package io.pilsim.experiment.sensitivity;
