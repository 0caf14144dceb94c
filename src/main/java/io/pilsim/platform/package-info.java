/** The composition root: scenario, model and inputs become wired instances, which run. */
package io.pilsim.platform;
