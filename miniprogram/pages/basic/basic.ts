import { loginPage } from '../../login-page'
import { wordsFor } from './words'

Page(loginPage(wordsFor))
