// Generated from the server by `npm run types`; do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Welcome
         * @description The ticket was good. A delta with `snapshot` follows.
         */
        Welcome: {
            /** @enum {unknown} */
            type: "welcome";
            protocol: number;
            now: string;
            agent_id: string;
            /** @enum {unknown} */
            role: "admin" | "agent" | "supervisor";
            boot: string;
        };
        /**
         * Delta
         * @description What changed since the last delta; `snapshot`: forget everything first.
         */
        Delta: {
            /** @enum {unknown} */
            type: "delta";
            now: string;
            /** @default {} */
            put: {
                [key: string]: components["schemas"]["AgentItem"] | components["schemas"]["CallItem"] | components["schemas"]["QueueItem"] | components["schemas"]["LinkItem"];
            };
            /** @default [] */
            drop: string[];
            /** @default false */
            snapshot: boolean;
        };
        /**
         * AgentItem
         * @description An agent and what he is doing.
         */
        AgentItem: {
            /** @enum {unknown} */
            type: "agent";
            id: string;
            agent_id: string;
            name: string;
            phone: string;
            /** @enum {unknown} */
            state: "offline" | "paused" | "ready" | "ringing" | "talking" | "wrap_up";
            since: string;
            /** @default  */
            reason: string;
            /** @default null */
            call: string | null;
            /** @default null */
            wrap_up_until: string | null;
            /** @default unknown */
            phone_state: string;
            /** @default null */
            reachable: boolean | null;
            /** @default 0 */
            screens: number;
            /** @default 0 */
            missed: number;
            /** @default [] */
            queues: string[];
        };
        /**
         * CallItem
         * @description A call: the pop's card while it rings, and through talk and wrap-up.
         */
        CallItem: {
            /** @enum {unknown} */
            type: "call";
            id: string;
            call_id: string;
            /** @enum {unknown} */
            direction: "inbound" | "internal" | "outbound";
            /** @enum {unknown} */
            stage: "ended" | "entered" | "held" | "parked" | "ringing" | "talking" | "waiting";
            since: string;
            started_at: string;
            /** @default null */
            number: components["schemas"]["NumberView"] | null;
            /** @default  */
            name: string;
            /** @default  */
            did: string;
            /** @default  */
            queue: string;
            /** @default  */
            queue_label: string;
            /** @default 0 */
            position: number;
            /** @default null */
            joined_at: string | null;
            /** @default null */
            answered_at: string | null;
            /** @default  */
            agent_id: string;
            /** @default [] */
            ringing: string[];
            /** @default false */
            recording: boolean;
            /** @default false */
            callback_asked: boolean;
            /** @default  */
            disposition: string;
        };
        /**
         * NumberView
         * @description A party's number as this viewer may see it, with where it is from.
         */
        NumberView: {
            /** @enum {unknown} */
            kind: "e164" | "hidden" | "internal" | "short";
            text: string;
            /** @default  */
            region: string;
            /** @default  */
            carrier: string;
        };
        /**
         * QueueItem
         * @description A queue: who waits, first in line first, and who could answer.
         *
         *         An agent learns of his own queues how many wait and since when: `call` is empty in each of
         *         `waiting`, and `members` is empty. Supervisors see all of it.
         */
        QueueItem: {
            /** @enum {unknown} */
            type: "queue";
            id: string;
            queue: string;
            label: string;
            service_level: number;
            /** @default [] */
            waiting: components["schemas"]["WaitingView"][];
            /** @default [] */
            members: components["schemas"]["MemberView"][];
        };
        /**
         * WaitingView
         * @description One caller in a queue's line.
         */
        WaitingView: {
            call: string;
            since: string;
            position: number;
        };
        /**
         * MemberView
         * @description One phone in a queue; `agent_id` is empty for a phone that is nobody's.
         */
        MemberView: {
            phone: string;
            /** @default  */
            agent_id: string;
            /** @default false */
            paused: boolean;
            /** @default  */
            reason: string;
            /** @default false */
            in_call: boolean;
            /** @default unknown */
            status: string;
        };
        /**
         * LinkItem
         * @description A PBX or the memory (`postgres`): while it is down, what hangs on it is stale since then.
         */
        LinkItem: {
            /** @enum {unknown} */
            type: "link";
            id: string;
            name: string;
            up: boolean;
            since: string;
            /** @default  */
            reason: string;
        };
        /**
         * Beat
         * @description Sent every ten seconds, so that a browser notices a dead line.
         */
        Beat: {
            /** @enum {unknown} */
            type: "beat";
            now: string;
        };
        /**
         * Answer
         * @description What became of a request; `code` is a refusal's stable word.
         */
        Answer: {
            /** @enum {unknown} */
            type: "answer";
            key: string;
            ok: boolean;
            /** @default  */
            code: string;
            /** @default  */
            detail: string;
        };
        /**
         * Hello
         * @description The first message: the one-time ticket from POST /api/v1/session/ticket.
         */
        Hello: {
            /** @enum {unknown} */
            type: "hello";
            ticket: string;
            /** @default 1 */
            protocol: number;
        };
        /**
         * LogIn
         * @description Take calls on this phone (none: the one on record).
         */
        LogIn: {
            /** @enum {unknown} */
            type: "log_in";
            key: string;
            /** @default  */
            phone: string;
        };
        /**
         * LogOut
         * @description Take no more calls.
         */
        LogOut: {
            /** @enum {unknown} */
            type: "log_out";
            key: string;
        };
        /**
         * Pause
         * @description Take no calls for now.
         */
        Pause: {
            /** @enum {unknown} */
            type: "pause";
            key: string;
            reason: string;
        };
        /**
         * Ready
         * @description Take calls again.
         */
        Ready: {
            /** @enum {unknown} */
            type: "ready";
            key: string;
        };
        /**
         * FinishWrapUp
         * @description After-call work is done.
         */
        FinishWrapUp: {
            /** @enum {unknown} */
            type: "finish_wrap_up";
            key: string;
            call_id: string;
        };
        /**
         * Steer
         * @description A supervisor does it for an agent.
         */
        Steer: {
            /** @enum {unknown} */
            type: "steer";
            key: string;
            agent_id: string;
            /** @enum {unknown} */
            action: "log_out" | "pause" | "ready";
            /** @default  */
            reason: string;
        };
        InMessage: components["schemas"]["Hello"] | components["schemas"]["LogIn"] | components["schemas"]["LogOut"] | components["schemas"]["Pause"] | components["schemas"]["Ready"] | components["schemas"]["FinishWrapUp"] | components["schemas"]["Steer"];
        OutMessage: components["schemas"]["Welcome"] | components["schemas"]["Delta"] | components["schemas"]["Beat"] | components["schemas"]["Answer"];
        Item: components["schemas"]["AgentItem"] | components["schemas"]["CallItem"] | components["schemas"]["QueueItem"] | components["schemas"]["LinkItem"];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Welcome = components['schemas']['Welcome'];
export type Delta = components['schemas']['Delta'];
export type AgentItem = components['schemas']['AgentItem'];
export type CallItem = components['schemas']['CallItem'];
export type NumberView = components['schemas']['NumberView'];
export type QueueItem = components['schemas']['QueueItem'];
export type WaitingView = components['schemas']['WaitingView'];
export type MemberView = components['schemas']['MemberView'];
export type LinkItem = components['schemas']['LinkItem'];
export type Beat = components['schemas']['Beat'];
export type Answer = components['schemas']['Answer'];
export type Hello = components['schemas']['Hello'];
export type LogIn = components['schemas']['LogIn'];
export type LogOut = components['schemas']['LogOut'];
export type Pause = components['schemas']['Pause'];
export type Ready = components['schemas']['Ready'];
export type FinishWrapUp = components['schemas']['FinishWrapUp'];
export type Steer = components['schemas']['Steer'];
export type InMessage = components['schemas']['InMessage'];
export type OutMessage = components['schemas']['OutMessage'];
export type Item = components['schemas']['Item'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
export const PROTOCOL = 1;
export type CloseCode = 1001 | 1012 | 4000 | 4001 | 4003 | 4008 | 4009 | 4010 | 4029;
