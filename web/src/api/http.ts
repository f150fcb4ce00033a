// Generated from the server by `npm run types`; do not edit.

export interface paths {
    "/api/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A day's calls, latest first: an agent's own, or all of them. */
        get: operations["get_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One call with its legs, visits, agents and dispositions. */
        get: operations["get_calls_call_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call_id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This caller's earlier contacts and their notes. */
        get: operations["get_calls_call_id_contacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call_id}/disposition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Record what came of a call; the same key again is the same save. */
        put: operations["put_calls_call_id_disposition"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call_id}/story": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One call, told line by line. */
        get: operations["get_calls_call_id_story"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts. */
        get: operations["get_people"];
        put?: never;
        /** Make an account. */
        post: operations["post_people"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an account. Another role, or disabling, ends the person's sessions. */
        patch: operations["patch_people_person_id"];
        trace?: never;
    };
    "/api/v1/people/{person_id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set somebody's password. The person's sessions end. */
        post: operations["post_people_person_id_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Log somebody out everywhere. */
        delete: operations["delete_people_person_id_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queues/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every queue's figures since midnight, each with its formula. */
        get: operations["get_queues_today"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is logged in on this browser. */
        get: operations["get_session"];
        put?: never;
        /** Log in. Sets the session's cookie; a session that the browser had ends. */
        post: operations["post_session"];
        /** Log out. The session's sockets are closed with 4003. */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        /** Change one's own language. */
        patch: operations["patch_session"];
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change one's own password. All other sessions of the person end. */
        post: operations["post_session_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A one-time ticket to show to the push channel. */
        post: operations["post_session_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/desk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pause reasons, dispositions and queues of this centre. */
        get: operations["get_settings_desk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AccountView
         * @description A person as the administrator sees him.
         */
        AccountView: {
            disabled: boolean;
            id: string;
            /** @enum {unknown} */
            locale: "en" | "zh-CN";
            login: string;
            name: string;
            pbx: string;
            phone: string | null;
            queues: string[];
            rights: components["schemas"]["Right"][];
            role: components["schemas"]["Role"];
        };
        /**
         * Calls
         * @description Calls, latest first.
         */
        Calls: {
            calls: components["schemas"]["PastCall"][];
            /** Format: date */
            day: string;
        };
        /**
         * CallStory
         * @description A contact, whole.
         */
        CallStory: {
            call: components["schemas"]["PastCall"];
            dispositions: components["schemas"]["Disposition"][];
            legs: components["schemas"]["PastLeg"][];
            merged: string[];
            spans: components["schemas"]["PastSpan"][];
            visits: components["schemas"]["PastVisit"][];
        };
        /**
         * Card
         * @description Who calls: how often he was here before, and the latest of those contacts.
         */
        Card: {
            calls: components["schemas"]["PastCall"][];
            contacts: number;
            number: string;
        };
        /**
         * ChoiceView
         * @description A pause reason or a disposition: a stable code and its words by locale.
         */
        ChoiceView: {
            code: string;
            /** @default  */
            kind: string;
            label: {
                [key: string]: string;
            };
        };
        /**
         * Credentials
         * @description Who wants in.
         */
        Credentials: {
            login: string;
            password: string;
        };
        /**
         * DeskView
         * @description The centre's own lists.
         */
        DeskView: {
            dispositions: components["schemas"]["ChoiceView"][];
            locale: string;
            pause_reasons: components["schemas"]["ChoiceView"][];
            queues: components["schemas"]["QueueView"][];
        };
        /**
         * Disposition
         * @description An agent's own record of a call.
         */
        Disposition: {
            agent_id: string;
            call_id: string;
            code: string;
            /** Format: uuid */
            key: string;
            note: string;
            saved_at: string;
        };
        /**
         * FieldError
         * @description One field that is wrong; `code` is stable, `detail` is for a developer's eyes.
         */
        FieldError: {
            code: string;
            /** @default  */
            detail: string;
            field: string;
        };
        /**
         * Figure
         * @description A number and what it means; null where nothing can be divided. Durations in seconds.
         */
        Figure: {
            formula: string;
            value: number | null;
        };
        /**
         * LoggedIn
         * @description A session: who, the word for writes, and where the push channel is.
         */
        LoggedIn: {
            csrf: string;
            person: components["schemas"]["PersonView"];
            push_url: string;
        };
        /**
         * NewDisposition
         * @description An agent's record of a call. The browser draws the key: the same again is the same save.
         */
        NewDisposition: {
            code: string;
            /** Format: uuid */
            key: string;
            /** @default  */
            note: string;
        };
        /**
         * NewPassword
         * @description A password set by an administrator; none: a random one.
         */
        NewPassword: {
            /** @default null */
            password: string | null;
        };
        /**
         * NewPerson
         * @description An account to be made; without a password a random one is made and shown once.
         */
        NewPerson: {
            /**
             * @default zh-CN
             * @enum {unknown}
             */
            locale: "en" | "zh-CN";
            login: string;
            name: string;
            /** @default null */
            password: string | null;
            /** @default main */
            pbx: string;
            /** @default null */
            phone: string | null;
            /** @default [] */
            queues: string[];
            role: components["schemas"]["Role"];
        };
        /**
         * OldAndNew
         * @description A person's own change of password.
         */
        OldAndNew: {
            new: string;
            old: string;
        };
        /**
         * OwnChanges
         * @description What a person may change about himself.
         */
        OwnChanges: {
            /** @enum {unknown} */
            locale: "en" | "zh-CN";
        };
        /**
         * PasswordMade
         * @description The password that was made up here, shown this once; null if the administrator gave it.
         */
        PasswordMade: {
            /** @default null */
            password: string | null;
        };
        /**
         * PastCall
         * @description One contact that was. Codes as in the migration; `disposition` and `note` are the latest.
         *
         *         `recovered`: part of it is known only from Asterisk's own files.
         */
        PastCall: {
            agent_id: string;
            answered_at: string | null;
            call_id: string;
            did: string;
            direction: string;
            /** @default  */
            disposition: string;
            ended_at: string | null;
            ended_by: string;
            held: number | null;
            name: string;
            /** @default  */
            note: string;
            number: string;
            number_kind: string;
            outcome: string;
            queue: string;
            recovered: boolean;
            stage: string;
            started_at: string;
            talked: number | null;
            waited: number | null;
            why: string;
        };
        /**
         * PastLeg
         * @description One channel of it.
         */
        PastLeg: {
            agent_id: string;
            answered_at: string | null;
            cause: number;
            device: string;
            ended_at: string | null;
            held: number | null;
            leg_id: string;
            rang: number | null;
            recovered: boolean;
            role: string;
            started_at: string;
            talked: number | null;
        };
        /**
         * PastSpan
         * @description A span of time in which an agent did one thing.
         */
        PastSpan: {
            agent_id: string;
            call_id: string;
            reason: string;
            since: string;
            state: string;
            until: string | null;
        };
        /**
         * PastVisit
         * @description One stay of its caller in a queue.
         */
        PastVisit: {
            agent_id: string;
            answered_at: string | null;
            joined_at: string;
            left_at: string | null;
            missed: number;
            outcome: string;
            position: number;
            queue: string;
            rang: number | null;
            recovered: boolean;
            rings: number;
            stage: string;
            waited: number | null;
            why: string;
        };
        /**
         * People
         * @description Everybody, by login.
         */
        People: {
            people: components["schemas"]["AccountView"][];
        };
        /**
         * PersonChanges
         * @description What an administrator changes; what is left out stays.
         */
        PersonChanges: {
            disabled?: boolean;
            /** @enum {unknown} */
            locale?: "en" | "zh-CN";
            name?: string;
            phone?: string | null;
            queues?: string[];
            role?: components["schemas"]["Role"];
        };
        /**
         * PersonMade
         * @description The new account; `password` only if it was made up here, and only this once.
         */
        PersonMade: {
            /** @default null */
            password: string | null;
            person: components["schemas"]["AccountView"];
        };
        /**
         * PersonView
         * @description A person, and what the role allows.
         */
        PersonView: {
            id: string;
            /** @enum {unknown} */
            locale: "en" | "zh-CN";
            login: string;
            name: string;
            pbx: string;
            phone: string | null;
            queues: string[];
            rights: components["schemas"]["Right"][];
            role: components["schemas"]["Role"];
        };
        /**
         * Problem
         * @description An application/problem+json document (RFC 9457).
         */
        Problem: {
            code: string;
            /** @default  */
            detail: string;
            /** @default [] */
            errors: components["schemas"]["FieldError"][];
            /** @default  */
            request_id: string;
            status: number;
            title: string;
            type: string;
        };
        /**
         * QueuesToday
         * @description All queues that somebody entered today.
         */
        QueuesToday: {
            queues: components["schemas"]["QueueToday"][];
            since: string;
            until: string;
        };
        /**
         * QueueToday
         * @description One queue's figures since midnight.
         */
        QueueToday: {
            figures: {
                [key: string]: components["schemas"]["Figure"];
            };
            label: string;
            queue: string;
            service_level_seconds: number;
            short_abandon_seconds: number;
        };
        /**
         * QueueView
         * @description A queue's name and rules; seconds.
         */
        QueueView: {
            label: string;
            pbx: string;
            queue: string;
            service_level: number;
            short_abandon: number;
            wrap_up: number;
        };
        /**
         * Right
         * @description One thing that a person may or may not do; every route and socket request names one.
         * @enum {unknown}
         */
        Right: "administer_people" | "answer_calls" | "save_disposition" | "see_all_calls" | "see_floor" | "see_own_calls" | "steer_agents";
        /**
         * Role
         * @description What somebody is employed to do; each later one may do what the earlier ones may.
         * @enum {unknown}
         */
        Role: "admin" | "agent" | "supervisor";
        /**
         * Saved
         * @description It is durable.
         */
        Saved: {
            saved_at: string;
        };
        /**
         * Story
         * @description A call told line by line.
         */
        Story: {
            call_id: string;
            lines: string[];
        };
        /**
         * TicketView
         * @description A one-time ticket for the push channel; `expires_in` seconds.
         */
        TicketView: {
            expires_in: number;
            push_url: string;
            ticket: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type AccountView = components['schemas']['AccountView'];
export type Calls = components['schemas']['Calls'];
export type CallStory = components['schemas']['CallStory'];
export type Card = components['schemas']['Card'];
export type ChoiceView = components['schemas']['ChoiceView'];
export type Credentials = components['schemas']['Credentials'];
export type DeskView = components['schemas']['DeskView'];
export type Disposition = components['schemas']['Disposition'];
export type FieldError = components['schemas']['FieldError'];
export type Figure = components['schemas']['Figure'];
export type LoggedIn = components['schemas']['LoggedIn'];
export type NewDisposition = components['schemas']['NewDisposition'];
export type NewPassword = components['schemas']['NewPassword'];
export type NewPerson = components['schemas']['NewPerson'];
export type OldAndNew = components['schemas']['OldAndNew'];
export type OwnChanges = components['schemas']['OwnChanges'];
export type PasswordMade = components['schemas']['PasswordMade'];
export type PastCall = components['schemas']['PastCall'];
export type PastLeg = components['schemas']['PastLeg'];
export type PastSpan = components['schemas']['PastSpan'];
export type PastVisit = components['schemas']['PastVisit'];
export type People = components['schemas']['People'];
export type PersonChanges = components['schemas']['PersonChanges'];
export type PersonMade = components['schemas']['PersonMade'];
export type PersonView = components['schemas']['PersonView'];
export type Problem = components['schemas']['Problem'];
export type QueuesToday = components['schemas']['QueuesToday'];
export type QueueToday = components['schemas']['QueueToday'];
export type QueueView = components['schemas']['QueueView'];
export type Right = components['schemas']['Right'];
export type Role = components['schemas']['Role'];
export type Saved = components['schemas']['Saved'];
export type Story = components['schemas']['Story'];
export type TicketView = components['schemas']['TicketView'];
export type $defs = Record<string, never>;
export interface operations {
    get_calls: {
        parameters: {
            query?: {
                agent?: string | null;
                before?: string | null;
                day?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calls"];
                };
            };
            /** @description invalid_parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_parameter";
                    };
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    get_calls_call_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallStory"];
                };
            };
            /** @description invalid_parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_parameter";
                    };
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description call_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "call_not_found";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    get_calls_call_id_contacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            /** @description invalid_parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_parameter";
                    };
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description call_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "call_not_found";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    put_calls_call_id_disposition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDisposition"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Saved"];
                };
            };
            /** @description invalid_parameter; malformed_json; invalid_body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_parameter" | "malformed_json" | "invalid_body";
                    };
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description origin_refused; csrf_refused; forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused" | "csrf_refused" | "forbidden";
                    };
                };
            };
            /** @description call_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "call_not_found";
                    };
                };
            };
            /** @description request_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_timeout";
                    };
                };
            };
            /** @description unknown_disposition; key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unknown_disposition" | "key_reused";
                    };
                };
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    get_calls_call_id_story: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Story"];
                };
            };
            /** @description invalid_parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_parameter";
                    };
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description call_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "call_not_found";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    get_people: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    post_people: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPerson"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonMade"];
                };
            };
            /** @description malformed_json; invalid_body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_json" | "invalid_body";
                    };
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description origin_refused; csrf_refused; forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused" | "csrf_refused" | "forbidden";
                    };
                };
            };
            /** @description request_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_timeout";
                    };
                };
            };
            /** @description login_taken; phone_taken; unknown_queue; weak_password */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "login_taken" | "phone_taken" | "unknown_queue" | "weak_password";
                    };
                };
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    patch_people_person_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonChanges"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description invalid_parameter; malformed_json; invalid_body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_parameter" | "malformed_json" | "invalid_body";
                    };
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description origin_refused; csrf_refused; forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused" | "csrf_refused" | "forbidden";
                    };
                };
            };
            /** @description person_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_not_found";
                    };
                };
            };
            /** @description request_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_timeout";
                    };
                };
            };
            /** @description phone_taken; last_admin; unknown_queue */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "phone_taken" | "last_admin" | "unknown_queue";
                    };
                };
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    post_people_person_id_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordMade"];
                };
            };
            /** @description invalid_parameter; malformed_json; invalid_body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_parameter" | "malformed_json" | "invalid_body";
                    };
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description origin_refused; csrf_refused; forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused" | "csrf_refused" | "forbidden";
                    };
                };
            };
            /** @description person_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_not_found";
                    };
                };
            };
            /** @description request_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_timeout";
                    };
                };
            };
            /** @description weak_password */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "weak_password";
                    };
                };
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    delete_people_person_id_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid_parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_parameter";
                    };
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description origin_refused; csrf_refused; forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused" | "csrf_refused" | "forbidden";
                    };
                };
            };
            /** @description person_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_not_found";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    get_queues_today: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuesToday"];
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedIn"];
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    post_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedIn"];
                };
            };
            /** @description malformed_json; invalid_body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_json" | "invalid_body";
                    };
                };
            };
            /** @description wrong_login */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "wrong_login";
                    };
                };
            };
            /** @description origin_refused */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused";
                    };
                };
            };
            /** @description request_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_timeout";
                    };
                };
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description too_many_attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too_many_attempts";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description origin_refused; csrf_refused */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused" | "csrf_refused";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    patch_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnChanges"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            /** @description malformed_json; invalid_body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_json" | "invalid_body";
                    };
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description origin_refused; csrf_refused */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused" | "csrf_refused";
                    };
                };
            };
            /** @description request_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_timeout";
                    };
                };
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    post_session_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OldAndNew"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed_json; invalid_body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_json" | "invalid_body";
                    };
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description wrong_password; origin_refused; csrf_refused */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "wrong_password" | "origin_refused" | "csrf_refused";
                    };
                };
            };
            /** @description request_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_timeout";
                    };
                };
            };
            /** @description weak_password */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "weak_password";
                    };
                };
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description too_many_attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too_many_attempts";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    post_session_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description origin_refused; csrf_refused */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused" | "csrf_refused";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
    get_settings_desk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskView"];
                };
            };
            /** @description no_session */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_session";
                    };
                };
            };
            /** @description memory_away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "memory_away";
                    };
                };
            };
        };
    };
}
export const CODES = [
  "body_too_large",
  "call_not_found",
  "csrf_refused",
  "forbidden",
  "invalid_body",
  "invalid_parameter",
  "key_reused",
  "last_admin",
  "login_taken",
  "malformed_json",
  "memory_away",
  "no_session",
  "origin_refused",
  "person_not_found",
  "phone_taken",
  "request_timeout",
  "too_many_attempts",
  "unknown_disposition",
  "unknown_queue",
  "unsupported_media_type",
  "weak_password",
  "wrong_login",
  "wrong_password"
] as const;
