package org.transhume.imap.testkit.memory;

import java.util.Optional;

/**
 * A command as a fault plan sees it.
 *
 * @param connection number of the connection at this server, from 1
 * @param user who is logged in
 * @param tag of the command
 * @param name in upper case, such as {@code APPEND} or {@code UID FETCH}
 * @param nth how many commands of this name the server has seen, this one included
 * @param mailbox wire name of the mailbox it is about: of APPEND its argument, else the selected
 * @param arguments its text, secrets and literals left out
 * @param literals how many literals have been announced so far
 */
public record CommandCall(
    int connection,
    Optional<String> user,
    String tag,
    String name,
    int nth,
    Optional<String> mailbox,
    String arguments,
    int literals) {}
