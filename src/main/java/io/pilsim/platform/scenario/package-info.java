/** What is asked: a scenario file with its variants, checked and resolved before anything runs. */
package io.pilsim.platform.scenario;
