// Generated from the server by `npm run types`; do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AgentItem
         * @description An agent and what he is doing.
         */
        AgentItem: {
            agent_id: string;
            /** @default null */
            call: string | null;
            id: string;
            /** @default 0 */
            missed: number;
            name: string;
            /** @default  */
            pause_asked: string;
            phone: string;
            /** @default unknown */
            phone_state: string;
            /** @default [] */
            queues: string[];
            /** @default null */
            reachable: boolean | null;
            /** @default  */
            reason: string;
            /** @default 0 */
            screens: number;
            since: string;
            /** @enum {unknown} */
            state: "offline" | "paused" | "ready" | "ringing" | "talking" | "wrap_up";
            /** @enum {unknown} */
            type: "agent";
            /** @default null */
            wrap_up_until: string | null;
        };
        /**
         * Answer
         * @description What became of a request; `code` is a refusal's stable word.
         */
        Answer: {
            /** @default  */
            code: string;
            /** @default  */
            detail: string;
            key: string;
            ok: boolean;
            /** @enum {unknown} */
            type: "answer";
        };
        /**
         * Beat
         * @description Sent every ten seconds, so that a browser notices a dead line.
         */
        Beat: {
            now: string;
            /** @enum {unknown} */
            type: "beat";
        };
        /**
         * CallItem
         * @description A call: the pop's card while it rings, and through talk and wrap-up.
         */
        CallItem: {
            /** @default  */
            agent_id: string;
            /** @default null */
            answered_at: string | null;
            call_id: string;
            /** @default false */
            callback_asked: boolean;
            /** @default  */
            did: string;
            /** @enum {unknown} */
            direction: "inbound" | "internal" | "outbound";
            /** @default  */
            disposition: string;
            id: string;
            /** @default null */
            joined_at: string | null;
            /** @default  */
            name: string;
            /** @default null */
            number: components["schemas"]["NumberView"] | null;
            /** @default 0 */
            position: number;
            /** @default  */
            queue: string;
            /** @default  */
            queue_label: string;
            /** @default false */
            recording: boolean;
            /** @default [] */
            ringing: string[];
            since: string;
            /** @enum {unknown} */
            stage: "ended" | "entered" | "held" | "parked" | "ringing" | "talking" | "waiting";
            started_at: string;
            /** @enum {unknown} */
            type: "call";
        };
        /**
         * Delta
         * @description What changed since the last delta; `snapshot`: forget everything first.
         */
        Delta: {
            /** @default [] */
            drop: string[];
            now: string;
            /** @default {} */
            put: {
                [key: string]: components["schemas"]["AgentItem"] | components["schemas"]["CallItem"] | components["schemas"]["QueueItem"] | components["schemas"]["LinkItem"];
            };
            /** @default false */
            snapshot: boolean;
            /** @enum {unknown} */
            type: "delta";
        };
        /**
         * FinishWrapUp
         * @description After-call work is done.
         */
        FinishWrapUp: {
            call_id: string;
            key: string;
            /** @enum {unknown} */
            type: "finish_wrap_up";
        };
        /**
         * Hello
         * @description The first message: the one-time ticket from POST /api/v1/session/ticket.
         */
        Hello: {
            /** @default 1 */
            protocol: number;
            ticket: string;
            /** @enum {unknown} */
            type: "hello";
        };
        InMessage: components["schemas"]["Hello"] | components["schemas"]["LogIn"] | components["schemas"]["LogOut"] | components["schemas"]["Pause"] | components["schemas"]["Ready"] | components["schemas"]["FinishWrapUp"] | components["schemas"]["Steer"];
        Item: components["schemas"]["AgentItem"] | components["schemas"]["CallItem"] | components["schemas"]["QueueItem"] | components["schemas"]["LinkItem"];
        /**
         * LinkItem
         * @description A PBX or the memory (`postgres`): while it is down, what hangs on it is stale since then.
         */
        LinkItem: {
            id: string;
            name: string;
            /** @default  */
            reason: string;
            since: string;
            /** @enum {unknown} */
            type: "link";
            up: boolean;
        };
        /**
         * LogIn
         * @description Take calls on this phone (none: the one on record).
         */
        LogIn: {
            key: string;
            /** @default  */
            phone: string;
            /** @enum {unknown} */
            type: "log_in";
        };
        /**
         * LogOut
         * @description Take no more calls.
         */
        LogOut: {
            key: string;
            /** @enum {unknown} */
            type: "log_out";
        };
        /**
         * MemberView
         * @description One phone in a queue; `agent_id` is empty for a phone that is nobody's.
         */
        MemberView: {
            /** @default  */
            agent_id: string;
            /** @default false */
            in_call: boolean;
            /** @default false */
            paused: boolean;
            phone: string;
            /** @default  */
            reason: string;
            /** @default unknown */
            status: string;
        };
        /**
         * NumberView
         * @description A party's number as this viewer may see it, with where it is from.
         */
        NumberView: {
            /** @default  */
            carrier: string;
            /** @enum {unknown} */
            kind: "e164" | "hidden" | "internal" | "short";
            /** @default  */
            region: string;
            text: string;
        };
        OutMessage: components["schemas"]["Welcome"] | components["schemas"]["Delta"] | components["schemas"]["Beat"] | components["schemas"]["Answer"];
        /**
         * Pause
         * @description Take no calls for now.
         */
        Pause: {
            key: string;
            reason: string;
            /** @enum {unknown} */
            type: "pause";
        };
        /**
         * QueueItem
         * @description A queue: who waits, first in line first, and who could answer.
         *
         *         An agent learns of his own queues how many wait and since when: `call` is empty in each of
         *         `waiting`, and `members` is empty. Supervisors see all of it.
         */
        QueueItem: {
            id: string;
            label: string;
            /** @default [] */
            members: components["schemas"]["MemberView"][];
            queue: string;
            service_level: number;
            /** @enum {unknown} */
            type: "queue";
            /** @default [] */
            waiting: components["schemas"]["WaitingView"][];
        };
        /**
         * Ready
         * @description Take calls again.
         */
        Ready: {
            key: string;
            /** @enum {unknown} */
            type: "ready";
        };
        /**
         * Steer
         * @description A supervisor does it for an agent.
         */
        Steer: {
            /** @enum {unknown} */
            action: "log_out" | "pause" | "ready";
            agent_id: string;
            key: string;
            /** @default  */
            reason: string;
            /** @enum {unknown} */
            type: "steer";
        };
        /**
         * WaitingView
         * @description One caller in a queue's line; `position` is his present place in it.
         */
        WaitingView: {
            call: string;
            position: number;
            since: string;
        };
        /**
         * Welcome
         * @description The ticket was good. A delta with `snapshot` follows.
         */
        Welcome: {
            agent_id: string;
            boot: string;
            now: string;
            protocol: number;
            /** @enum {unknown} */
            role: "admin" | "agent" | "supervisor";
            /** @enum {unknown} */
            type: "welcome";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type AgentItem = components['schemas']['AgentItem'];
export type Answer = components['schemas']['Answer'];
export type Beat = components['schemas']['Beat'];
export type CallItem = components['schemas']['CallItem'];
export type Delta = components['schemas']['Delta'];
export type FinishWrapUp = components['schemas']['FinishWrapUp'];
export type Hello = components['schemas']['Hello'];
export type InMessage = components['schemas']['InMessage'];
export type Item = components['schemas']['Item'];
export type LinkItem = components['schemas']['LinkItem'];
export type LogIn = components['schemas']['LogIn'];
export type LogOut = components['schemas']['LogOut'];
export type MemberView = components['schemas']['MemberView'];
export type NumberView = components['schemas']['NumberView'];
export type OutMessage = components['schemas']['OutMessage'];
export type Pause = components['schemas']['Pause'];
export type QueueItem = components['schemas']['QueueItem'];
export type Ready = components['schemas']['Ready'];
export type Steer = components['schemas']['Steer'];
export type WaitingView = components['schemas']['WaitingView'];
export type Welcome = components['schemas']['Welcome'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
export const PROTOCOL = 1;
export type CloseCode = 1001 | 1012 | 4000 | 4001 | 4003 | 4008 | 4009 | 4010 | 4029;
