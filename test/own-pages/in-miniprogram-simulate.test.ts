import { describeRunner } from './runner-promises'

describeRunner('miniprogram-simulate', 'glass-easel')
