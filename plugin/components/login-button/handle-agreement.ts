import type { AgreementHandlers, Button } from './button-instance'

/** What the user does on the line with the box. */
export const handleAgreement: AgreementHandlers & ThisType<Button> = {
  handleAgreementChange({ detail }) {
    this.consent.answer(detail.agreed)
    if (detail.agreed) this.agreementMissed = false
    this.render()
  },

  handleAgreementLink({ detail }) {
    this.triggerEvent('link', detail)
  },
}
