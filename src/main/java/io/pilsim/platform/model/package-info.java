/** What the hardware and firmware are, as data: numbers with unit, basis and source. */
package io.pilsim.platform.model;
