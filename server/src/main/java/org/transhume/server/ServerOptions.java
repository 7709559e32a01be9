package org.transhume.server;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What is said when the server is started.
 *
 * @param port to listen at, 0 for any free one
 * @param address to listen on; loopback unless an administrator says otherwise
 * @param data the folder of everything the server keeps
 * @param terminal where the person who starts it reads
 */
public record ServerOptions(int port, String address, Path data, PrintStream terminal) {}
