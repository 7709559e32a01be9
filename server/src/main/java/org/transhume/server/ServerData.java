package org.transhume.server;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the server keeps what it knows.
 *
 * @param data the folder; ledgers lie in another file than the server's own tables
 */
@ConfigurationProperties("transhume")
public record ServerData(Path data) {}
