"""What the database itself holds about consents and referrals, whoever writes and by what way."""

# A consent within a time of help belongs to the person who is helped.
FILL_PERSON = """
IF NEW.beneficiary_id IS NOT NULL THEN
  NEW.person_id := (
    SELECT b.person_id FROM assistance_beneficiary b WHERE b.id = NEW.beneficiary_id);
END IF;
RETURN NEW;
"""

# Withdrawn is closed, in the same transaction and whoever wrote it.
WITHDRAWN_CLOSES = """
IF NEW.withdrawn_on IS NOT NULL AND OLD.withdrawn_on IS NULL THEN
  UPDATE assistance_referral SET state = 'withdrawn', closed_at = now()
    WHERE consent_id = NEW.id AND state IN ('sent', 'accepted');
  PERFORM thb_close_referral(r.id) FROM assistance_referral r
    WHERE r.consent_id = NEW.id OR r.back_consent_id = NEW.id;
END IF;
RETURN NULL;
"""

# Both sides hold the referral in hand, so the database says who may do what to it: who sends
# begins it and may take it back, who gets it answers, and what was sent stays as it was sent.
EACH_ITS_OWN = """
IF TG_OP = 'INSERT' THEN
  IF NEW.custodian_id IS DISTINCT FROM thb_org() OR NEW.state <> 'sent'
    OR NEW.answered_at IS NOT NULL OR NEW.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a referral begins with whoever sends it'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT EXISTS (SELECT FROM accounts_organisation o WHERE o.id = NEW.receiver_id AND o.is_active)
    OR EXISTS (
      SELECT FROM assistance_directoryentry d WHERE d.custodian_id = NEW.receiver_id
      AND d.closed_on <= (now() at time zone 'Europe/Vilnius')::date) THEN
    RAISE EXCEPTION 'this organisation is closed' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.person_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM people_person p WHERE p.id = NEW.person_id AND p.custodian_id = NEW.custodian_id)
  THEN
    RAISE EXCEPTION 'only the organisation that keeps a person refers them'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.basis = 'consent' AND NOT thb_may_pass(NEW.consent_id, NEW.person_id, NEW.receiver_id)
    OR NEW.back_consent_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM assistance_consent c JOIN codes_listcode p ON p.id = c.purpose_id
      WHERE c.id = NEW.back_consent_id AND c.person_id = NEW.person_id AND c.is_agreed
      AND c.withdrawn_on IS NULL AND p.code = 'hear_back') THEN
    RAISE EXCEPTION 'no consent in force allows this' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END IF;
IF (NEW.custodian_id, NEW.receiver_id, NEW.person_id, NEW.reason, NEW.urgency, NEW.basis,
    NEW.override, NEW.consent_id, NEW.back_consent_id, NEW.names_person, NEW.services,
    NEW.sent_at, NEW.sent_by_id)
  IS DISTINCT FROM
   (OLD.custodian_id, OLD.receiver_id, OLD.person_id, OLD.reason, OLD.urgency, OLD.basis,
    OLD.override, OLD.consent_id, OLD.back_consent_id, OLD.names_person, OLD.services,
    OLD.sent_at, OLD.sent_by_id)
  THEN
  RAISE EXCEPTION 'what was sent does not change' USING ERRCODE = 'insufficient_privilege';
END IF;
IF NEW.state <> OLD.state AND NOT (
    OLD.state = 'sent' AND NEW.state IN ('accepted', 'declined') AND NEW.receiver_id = thb_org()
    OR OLD.state = 'accepted' AND NEW.state = 'done' AND NEW.receiver_id = thb_org()
    OR OLD.state IN ('sent', 'accepted') AND NEW.state IN ('revoked', 'withdrawn')
      AND NEW.custodian_id = thb_org()) THEN
  RAISE EXCEPTION 'the receiver answers, the sender takes back'
    USING ERRCODE = 'insufficient_privilege';
END IF;
IF (NEW.decline_reason, NEW.answer, NEW.answered_by_id, NEW.receiver_worker_id, NEW.seen_at)
    IS DISTINCT FROM
    (OLD.decline_reason, OLD.answer, OLD.answered_by_id, OLD.receiver_worker_id, OLD.seen_at)
    AND NEW.receiver_id IS DISTINCT FROM thb_org()
  OR NEW.sender_worker_id IS DISTINCT FROM OLD.sender_worker_id
    AND NEW.custodian_id IS DISTINCT FROM thb_org() THEN
  RAISE EXCEPTION 'each side writes its own' USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""

STATE_CLOSES = """
IF NEW.state IN ('declined', 'done', 'revoked', 'withdrawn') THEN
  PERFORM thb_close_referral(NEW.id);
END IF;
RETURN NULL;
"""

# What was passed is as it was passed. It can be closed, and then stays closed.
SEALED_CONTENT = """
IF TG_OP = 'INSERT' THEN
  SELECT r.receiver_id, c.valid_until INTO NEW.reader_id, NEW.open_until
    FROM assistance_referral r LEFT JOIN assistance_consent c ON c.id = r.consent_id
    WHERE r.id = NEW.referral_id;
  NEW.closed_at := NULL;
  RETURN NEW;
END IF;
IF (NEW.custodian_id, NEW.referral_id, NEW.reader_id, NEW.open_until, NEW.content, NEW.uuid)
  IS DISTINCT FROM
  (OLD.custodian_id, OLD.referral_id, OLD.reader_id, OLD.open_until, OLD.content, OLD.uuid)
  OR OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL THEN
  RAISE EXCEPTION 'what was passed does not change' USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""

# Feedback is the receiver's word to the sender, and only while the person agrees to it.
FEEDBACK_BY_CONSENT = """
IF TG_OP = 'INSERT' THEN
  SELECT r.receiver_id, r.custodian_id INTO NEW.custodian_id, NEW.reader_id
    FROM assistance_referral r WHERE r.id = NEW.referral_id AND r.receiver_id = thb_org()
    AND thb_may_tell_back(r.id);
  IF NEW.custodian_id IS NULL THEN
    RAISE EXCEPTION 'no consent allows to tell the sender' USING ERRCODE = 'check_violation';
  END IF;
  NEW.closed_at := NULL;
  RETURN NEW;
END IF;
IF (NEW.custodian_id, NEW.referral_id, NEW.reader_id, NEW.text, NEW.uuid)
  IS DISTINCT FROM (OLD.custodian_id, OLD.referral_id, OLD.reader_id, OLD.text, OLD.uuid)
  OR OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL THEN
  RAISE EXCEPTION 'what was told does not change' USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""

# Only who got a referral makes a record of its own out of it; then the two rows are one human.
TAKEN_BY_RECEIVER = """
IF NOT EXISTS (
  SELECT FROM assistance_referral r WHERE r.id = NEW.referral_id
  AND r.receiver_id = NEW.custodian_id AND r.receiver_id = thb_org() AND r.state = 'accepted'
) OR NEW.person_id IS NOT NULL AND NOT EXISTS (
  SELECT FROM people_person p WHERE p.id = NEW.person_id AND p.custodian_id = NEW.custodian_id
) THEN
  RAISE EXCEPTION 'only the receiver takes a referral over'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""
# A paper is about one's own person, and rests on what that person agreed to.
ABOUT_OWN_PERSON = """
IF NOT EXISTS (
  SELECT FROM assistance_consent c WHERE c.id = NEW.consent_id AND c.person_id = NEW.person_id
  AND c.custodian_id = NEW.custodian_id
) OR NEW.beneficiary_id IS NOT NULL AND NOT EXISTS (
  SELECT FROM assistance_beneficiary b
  WHERE b.id = NEW.beneficiary_id AND b.person_id = NEW.person_id
) THEN
  RAISE EXCEPTION 'a certificate is about a person one keeps'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""
TAKEN_JOINS = "PERFORM thb_join_referral(NEW.referral_id); RETURN NULL;"
