/** Which page for which address, and who may open it. All pages come at once: a screen that has been
 * open since before an upgrade must not look for files that are no longer there. */
import { createRouter, createWebHistory, type Router } from 'vue-router'
import PeoplePage from './admin/PeoplePage.vue'
import AgentPage from './agent/AgentPage.vue'
import type { Right } from './api/types'
import LoginPage from './login/LoginPage.vue'
import { may, person, resume, startPage } from './shell/session'
import FloorPage from './supervisor/FloorPage.vue'

declare module 'vue-router' {
  interface RouteMeta {
    open?: boolean // without a session
    right?: Right
  }
}

export function makeRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/login', component: LoginPage, meta: { open: true } },
      { path: '/desk', component: AgentPage, meta: { right: 'answer_calls' } },
      { path: '/floor', component: FloorPage, meta: { right: 'see_floor' } },
      { path: '/people', component: PeoplePage, meta: { right: 'administer_people' } },
      { path: '/:anything(.*)*', redirect: () => startPage.value },
    ],
  })
  let asked = false
  router.beforeEach(async (to) => {
    if (!asked) {
      asked = true
      await resume()
    }
    if (to.meta.open) return person.value === null ? true : startPage.value
    if (person.value === null) return { path: '/login', query: to.path === startPage.value ? {} : { to: to.path } }
    return to.meta.right === undefined || may(to.meta.right) ? true : startPage.value
  })
  return router
}
