import { describeRunner } from './runner-promises'

describeRunner('glass-easel', 'miniprogram-simulate')
