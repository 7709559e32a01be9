package org.mockito;

/** Stands for Mockito, which is on no class path here. */
public interface Wrong {}
