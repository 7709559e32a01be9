package com.fasterxml.jackson;

/** Stands for Jackson, which is on no class path here. */
public interface Wrong {}
