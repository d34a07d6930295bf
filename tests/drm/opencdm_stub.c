/* A stand-in for libocdm.so: the interface's shapes and manners, and a cipher that any child could break.
 *
 * A challenge is "challenge", the session's number and the key id out of the pssh box; a licence repeats it
 * after "licence". Protected bytes are XORed with 0x5A. Challenges come on another thread, keys on the
 * caller's: a player must be able to stand both.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t encrypted_blocks, clear_blocks;
} Pattern;
typedef struct {
    uint16_t clear_bytes;
    uint32_t encrypted_bytes;
} SubSample;
typedef struct {
    int scheme;
    Pattern pattern;
    uint8_t *iv;
    uint8_t iv_length;
    uint8_t *key_id;
    uint8_t key_id_length;
    uint8_t subsample_count;
    SubSample *subsamples;
} Sample;

struct Session;
typedef struct {
    void (*challenge)(struct Session *, void *, const char *, const uint8_t *, uint16_t);
    void (*key_update)(struct Session *, void *, const uint8_t *, uint8_t);
    void (*error)(struct Session *, void *, const char *);
    void (*keys_updated)(const struct Session *, void *);
} Callbacks;

typedef struct Session {
    Callbacks *callbacks;
    void *user;
    char name[24];
    uint8_t key_id[16];
    int status;
    pthread_t thread;
} Session;

static int sessions_made = 0;
static int the_system = 1;

void *opencdm_create_system(const char *key_system) {
    return strcmp(key_system, "test.stub") == 0 ? &the_system : NULL;
}
uint32_t opencdm_destruct_system(void *system) { return system == &the_system ? 0 : 1; }
uint32_t opencdm_is_type_supported(const char *key_system, const char *mime) {
    (void)mime;
    return strcmp(key_system, "test.stub") == 0 ? 0 : 0x80000002u;
}
uint32_t opencdm_system_supports_server_certificate(void *system) { return system != NULL; }
uint32_t opencdm_system_set_server_certificate(void *system, const uint8_t *data, uint16_t length) {
    (void)system;
    return data != NULL && length > 0 ? 0 : 1;
}

static void write_message(const Session *session, const char *word, uint8_t *out, uint16_t *length) {
    *length = (uint16_t)sprintf((char *)out, "%s %s ", word, session->name);
    memcpy(out + *length, session->key_id, 16);
    *length += 16;
}

static void *send_challenge(void *argument) {
    Session *session = argument;
    uint8_t message[128];
    uint16_t length;
    write_message(session, "challenge", message, &length);
    session->callbacks->challenge(session, session->user, "https://stub.test/licence", message, length);
    return NULL;
}

uint32_t opencdm_construct_session(void *system, int type, const char *init_type, const uint8_t *init,
                                   uint16_t length, const uint8_t *data, uint16_t data_length,
                                   Callbacks *callbacks, void *user, Session **out) {
    (void)system, (void)type, (void)init_type, (void)data, (void)data_length;
    if (length < 48 || memcmp(init + 4, "pssh", 4) != 0) return 0x80070057u;
    Session *session = calloc(1, sizeof *session);
    session->callbacks = callbacks;
    session->user = user;
    session->status = 6; /* pending */
    snprintf(session->name, sizeof session->name, "stub-%d", ++sessions_made);
    memcpy(session->key_id, init + 32, 16);
    *out = session;
    return pthread_create(&session->thread, NULL, send_challenge, session) == 0 ? 0 : 1;
}
uint32_t opencdm_destruct_session(Session *session) {
    pthread_join(session->thread, NULL);
    free(session);
    return 0;
}
const char *opencdm_session_id(const Session *session) { return session->name; }

uint32_t opencdm_session_update(Session *session, const uint8_t *answer, uint16_t length) {
    uint8_t expected[128];
    uint16_t expected_length;
    write_message(session, "licence", expected, &expected_length);
    if (length < expected_length || memcmp(answer, expected, expected_length) != 0) return 0x8004C601u;
    /* One more byte is the status that the key shall have: "2" is expired. */
    session->status = length > expected_length ? answer[expected_length] - '1' : 0;
    session->callbacks->key_update(session, session->user, session->key_id, 16);
    session->callbacks->keys_updated(session, session->user);
    return 0;
}
uint32_t opencdm_session_remove(Session *session) {
    session->status = 2;
    return 0;
}
uint32_t opencdm_session_close(Session *session) {
    session->status = 2;
    return 0;
}
int opencdm_session_status(const Session *session, const uint8_t *key_id, uint8_t length) {
    return length == 16 && memcmp(key_id, session->key_id, 16) == 0 ? session->status : 7;
}

uint32_t opencdm_session_decrypt_v2(Session *session, uint8_t *data, uint32_t length, const Sample *sample,
                                    const void *properties) {
    (void)properties;
    if (session->status != 0 || memcmp(sample->key_id, session->key_id, 16) != 0) return 1;
    uint32_t at = 0;
    for (int index = 0; index < sample->subsample_count; index++) {
        at += sample->subsamples[index].clear_bytes;
        for (uint32_t byte = 0; byte < sample->subsamples[index].encrypted_bytes; byte++, at++) {
            if (at >= length) return 0x80000004u;
            data[at] ^= 0x5A;
        }
    }
    return 0;
}
