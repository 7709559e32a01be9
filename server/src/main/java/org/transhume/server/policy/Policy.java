package org.transhume.server.policy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Values that an administrator can change, by {@code transhume.policy.*}.
 *
 * @param mostLinesOfFile how many mailboxes one file may ask for (requirement B6)
 */
@ConfigurationProperties("transhume.policy")
public record Policy(@DefaultValue("500") int mostLinesOfFile) {}
