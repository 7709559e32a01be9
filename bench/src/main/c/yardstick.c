/*
 * yardstick SOURCE_PORT USER DESTINATION_PORT USER PAIRS BATCH [list]
 *
 * How fast a mailbox could be copied on this machine: every octet is read from one socket and written
 * to another, by a program that does nothing else. Each pair of connections takes the next folder; its
 * messages go out in MULTIAPPENDs of BATCH, none of which is waited for before the last one is sent.
 * With "list" both sides' flags and dates are listed afterwards, the least that any proof needs.
 *
 * It records nothing, checks nothing and cannot go on after a failure. Plain IMAP4rev1 on loopback with
 * LITERAL+, MULTIAPPEND and Dovecot's habit of answering FETCH items in the order asked; names come from
 * LIST and go back as they came. The password is in BENCH_PASSWORD.
 *
 * In C, so that it needs neither to start nor to warm up: a limit must not depend on what is measured.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { IN_BYTES = 256 * 1024, OUT_BYTES = 256 * 1024, LINE_BYTES = 64 * 1024, MAX_FOLDERS = 10000 };

struct wire {
    int socket, tag;
    size_t in_at, in_end, out_end;
    char in[IN_BYTES], out[OUT_BYTES], line[LINE_BYTES];
};

struct side { int port; const char *user; };

static struct side source, destination;
static int batch_messages, lists;
static char *folders[MAX_FOLDERS];
static int folder_count, next_folder;
static long message_count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void fail(const char *what, const char *words) {
    fprintf(stderr, "yardstick: %s: %s\n", what, words);
    exit(1);
}

static void send_all(int socket, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t sent = write(socket, bytes, length);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) fail("writing", strerror(errno));
        bytes += sent;
        length -= (size_t) sent;
    }
}

static void flush(struct wire *wire) {
    send_all(wire->socket, wire->out, wire->out_end);
    wire->out_end = 0;
}

static void put(struct wire *wire, const char *bytes, size_t length) {
    if (length > OUT_BYTES - wire->out_end) flush(wire);
    if (length > OUT_BYTES) {
        send_all(wire->socket, bytes, length);
        return;
    }
    memcpy(wire->out + wire->out_end, bytes, length);
    wire->out_end += length;
}

static void say(struct wire *wire, const char *format, ...) {
    char text[LINE_BYTES];
    va_list values;
    va_start(values, format);
    int length = vsnprintf(text, sizeof text, format, values);
    va_end(values);
    if (length < 0 || (size_t) length >= sizeof text) fail("saying", "line too long");
    put(wire, text, (size_t) length);
}

static void fill(struct wire *wire) {
    if (wire->in_at < wire->in_end) return;
    ssize_t got;
    do got = read(wire->socket, wire->in, IN_BYTES); while (got < 0 && errno == EINTR);
    if (got <= 0) fail("reading", got == 0 ? "the server hung up" : strerror(errno));
    wire->in_at = 0;
    wire->in_end = (size_t) got;
}

/* The next line, without its end. */
static char *line(struct wire *wire) {
    size_t length = 0;
    for (;;) {
        fill(wire);
        char *from = wire->in + wire->in_at;
        char *end = memchr(from, '\n', wire->in_end - wire->in_at);
        size_t part = end ? (size_t) (end - from) + 1 : wire->in_end - wire->in_at;
        if (length + part >= LINE_BYTES) fail("reading", "line too long");
        memcpy(wire->line + length, from, part);
        length += part;
        wire->in_at += part;
        if (end) break;
    }
    length--;
    if (length > 0 && wire->line[length - 1] == '\r') length--;
    wire->line[length] = 0;
    return wire->line;
}

/* Hands that many octets on to another connection, or to nobody. */
static void pass(struct wire *from, struct wire *to, size_t octets) {
    while (octets > 0) {
        fill(from);
        size_t part = from->in_end - from->in_at < octets ? from->in_end - from->in_at : octets;
        if (to) put(to, from->in + from->in_at, part);
        from->in_at += part;
        octets -= part;
    }
}

/* Reads until the answer to command number `tag`; with `required`, it must be OK. */
static void await(struct wire *wire, int tag, int required) {
    char own[24];
    int length = snprintf(own, sizeof own, "t%d ", tag);
    for (;;) {
        char *got = line(wire);
        if (strncmp(got, own, (size_t) length) == 0) {
            if (required && strncmp(got + length, "OK", 2) != 0) fail("the server said", got);
            return;
        }
        if (got[0] == 't' && strstr(got, " OK") == NULL && strstr(got, " NO") == NULL) fail("the server said", got);
    }
}

static struct wire *connect_to(struct side side) {
    struct wire *wire = calloc(1, sizeof *wire);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short) side.port)};
    int on = 1;
    if (!wire) fail("connecting", "no memory");
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    wire->socket = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(wire->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(wire->socket, (struct sockaddr *) &address, sizeof address) != 0) fail("connecting", strerror(errno));
    say(wire, "t%d LOGIN %s %s\r\n", ++wire->tag, side.user, getenv("BENCH_PASSWORD"));
    flush(wire);
    await(wire, wire->tag, 1);
    return wire;
}

static void learn_folders(struct wire *wire) {
    say(wire, "t%d LIST \"\" \"*\"\r\n", ++wire->tag);
    flush(wire);
    for (;;) {
        char *got = line(wire);
        if (got[0] == 't') return;
        if (strncmp(got, "* LIST ", 7) != 0 || strcasestr(got, "\\Noselect") || strcasestr(got, "\\NonExistent")) continue;
        char *name = strstr(got, ") ");
        name = name ? strchr(name + 2, ' ') : NULL;
        if (!name || folder_count == MAX_FOLDERS) fail("LIST", got);
        folders[folder_count++] = strdup(name + 1);
    }
}

/* The flags in the line but \Recent, which nobody may send. */
static void flags_of(const char *got, char *flags, size_t size) {
    const char *from = strstr(got, "FLAGS (");
    const char *end = from ? strchr(from, ')') : NULL;
    size_t length = 0;
    if (!end) fail("FETCH", got);
    for (from += 7; from < end; ) {
        while (from < end && *from == ' ') from++;
        size_t word = strcspn(from, " )");
        if (word && strncmp(from, "\\Recent", 7) != 0 && length + word + 2 < size) {
            if (length) flags[length++] = ' ';
            memcpy(flags + length, from, word);
            length += word;
        }
        from += word;
    }
    flags[length] = 0;
}

static void copy_folder(struct wire *from, struct wire *to, const char *name) {
    int first_append = 0, in_batch = 0;
    long copied = 0;
    say(to, "t%d CREATE %s\r\n", to->tag + 1, name);
    say(to, "t%d SELECT %s\r\n", to->tag + 2, name);
    to->tag += 2;
    first_append = to->tag + 1;
    say(from, "t%d EXAMINE %s\r\n", from->tag + 1, name);
    say(from, "t%d UID FETCH 1:* (FLAGS INTERNALDATE BODY.PEEK[])\r\n", from->tag + 2);
    from->tag += 2;
    flush(from);
    for (;;) {
        char flags[4096], date[40], own[24];
        char *got = line(from);
        snprintf(own, sizeof own, "t%d ", from->tag);
        if (strncmp(got, own, strlen(own)) == 0) break;
        char *when = strstr(got, "INTERNALDATE \"");
        char *announced = strrchr(got, '{');
        if (!when || !announced) continue;
        flags_of(got, flags, sizeof flags);
        snprintf(date, sizeof date, "%.26s", when + 14);
        size_t octets = strtoul(announced + 1, NULL, 10);
        if (in_batch == 0) say(to, "t%d APPEND %s", ++to->tag, name);
        say(to, " (%s) \"%s\" {%zu+}\r\n", flags, date, octets);
        pass(from, to, octets);
        copied++;
        if (++in_batch == batch_messages) {
            say(to, "\r\n");
            in_batch = 0;
        }
    }
    if (in_batch > 0) say(to, "\r\n");
    flush(to);
    for (int tag = first_append; tag <= to->tag; tag++) await(to, tag, 1);
    pthread_mutex_lock(&lock);
    message_count += copied;
    pthread_mutex_unlock(&lock);
}

static void list_folder(struct wire *from, struct wire *to, const char *name) {
    struct wire *both[] = {from, to};
    for (int i = 0; i < 2; i++) {
        say(both[i], "t%d UID FETCH 1:* (FLAGS INTERNALDATE)\r\n", ++both[i]->tag);
        flush(both[i]);
    }
    /* An empty folder has no 1:*, and some servers say so. */
    for (int i = 0; i < 2; i++) await(both[i], both[i]->tag, 0);
    (void) name;
}

static void *work(void *unused) {
    (void) unused;
    struct wire *from = connect_to(source), *to = connect_to(destination);
    for (;;) {
        pthread_mutex_lock(&lock);
        int mine = next_folder++;
        pthread_mutex_unlock(&lock);
        if (mine >= folder_count) return NULL;
        copy_folder(from, to, folders[mine]);
        if (lists) list_folder(from, to, folders[mine]);
    }
}

int main(int count, char **words) {
    if (count < 7 || !getenv("BENCH_PASSWORD")) {
        fprintf(stderr, "usage: BENCH_PASSWORD=... yardstick PORT USER PORT USER PAIRS BATCH [list]\n");
        return 2;
    }
    source = (struct side) {atoi(words[1]), words[2]};
    destination = (struct side) {atoi(words[3]), words[4]};
    int pairs = atoi(words[5]);
    batch_messages = atoi(words[6]);
    lists = count > 7;
    pthread_t threads[64];
    if (pairs < 1 || pairs > 64 || batch_messages < 1) fail("arguments", "1 to 64 pairs, at least 1 message");
    learn_folders(connect_to(source));
    for (int i = 0; i < pairs; i++) pthread_create(&threads[i], NULL, work, NULL);
    for (int i = 0; i < pairs; i++) pthread_join(threads[i], NULL);
    printf("%ld messages\n", message_count);
    return 0;
}
