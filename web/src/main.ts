/** Start: preferences, clock, session, then the first page. */
import { createApp } from 'vue'
import App from './App.vue'
import { i18n, locale, setLocale } from './i18n'
import { startTicking } from './live/clock'
import { listenToTheNetwork } from './live/live'
import { makeRouter } from './router'
import { keepPreferences } from './shell/preferences'
import './styles/element'
import './styles/tokens.css'
import './styles/ground.css'

setLocale(locale.value)
keepPreferences()
startTicking()
listenToTheNetwork()
createApp(App).use(i18n).use(makeRouter()).mount('#app')
