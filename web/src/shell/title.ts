/** What the window is called while nothing rings; each page says it for itself. */
import { ref } from 'vue'

export const pageTitle = ref('')
