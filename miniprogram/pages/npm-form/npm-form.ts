import { config } from '../../config'
import { loginPage } from '../../login-page'
import { wordsFor } from './words'

const page = loginPage(wordsFor)

Page({ ...page, data: { ...page.data, config } })
