package org.springframework;

/** Stands for Spring, which is on no class path here. */
public interface Wrong {}
