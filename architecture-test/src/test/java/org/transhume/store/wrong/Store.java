package org.transhume.store.wrong;

public interface Store {}
