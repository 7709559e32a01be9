/**
 * A server that follows a written transcript, and says where a client left it.
 *
 * <p>A transcript is UTF-8 text, line by line:
 *
 * <pre>
 * # RFC 9051 section 6.3.12: a comment
 * LITERAL mail                       octets by name; each line after "| " ends in CRLF
 * | Subject: Hello
 * |
 * |- last line without CRLF
 * END
 * LITERAL other file mail-1.eml      octets from a file beside the transcript
 *
 * CONNECTION 1                       what follows is for the first connection (the default)
 * S: * OK ready                      sent by the server, CRLF added
 * C: A1 LOGIN alice pw               these exact octets and CRLF are expected of the client
 * S: A1 OK done
 * C: &lt;a&gt; APPEND INBOX {size+ mail}   &lt;a&gt; takes whatever tag the client uses
 * C: {literal mail}                  {size mail} is {n}, {size+ mail} is {n+}, {literal mail} the octets
 * S: &lt;a&gt; OK [APPENDUID 7 1] done      &lt;a&gt; is that tag again
 * S: * BYE {hex C3 A9}               octets that cannot be written otherwise
 * S: &lt;after 3 s&gt;                     waits (s or ms), by the clock the test gives
 * S: &lt;starttls&gt;                      from here on TLS
 * S: &lt;drop&gt;                          closes the connection; &lt;reset&gt; aborts it
 * C: &lt;close&gt;                         the client is expected to close
 *
 * CONNECTION 2
 * </pre>
 */
@NullMarked
package org.transhume.imap.testkit.script;

import org.jspecify.annotations.NullMarked;
