package io.pilsim.report.page;

/** What a section is made of. */
public sealed interface Block permits Prose, Grid, Chart {}
