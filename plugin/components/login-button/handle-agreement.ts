import type { AgreementHandlers, Button } from './button-instance'

/** What the user does on the line with the box. */
export const handleAgreement: AgreementHandlers & ThisType<Button> = {
  handleAgreementChange({ detail }) {
    const isTakenBack = !detail.agreed && this.consent.agreed && this.consent.isKept
    this.consent.answer(detail.agreed)
    if (detail.agreed) this.agreementMissed = false
    if (isTakenBack) {
      this.followed.current?.consent.withdraw()
      this.triggerEvent('disagree', {})
    }
    this.render()
  },

  handleAgreementLink({ detail }) {
    this.triggerEvent('link', detail)
  },
}
