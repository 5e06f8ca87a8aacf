package mcp.lib.consents_secrets_test

import data.mcp.lib.consents_secrets as secrets

test_deny_named[text] if {
	some text in {
		"password", "api_key API key", "Your GitHub token", "6-digit one-time code", "PIN code", "seed phrase",
		"Enter the code we sent you", "Social Security number", "client-secret", "password policy and password", "mot de passe",
		"Card number", "CVV", "private key", "passwd", "service account key", "pw", "Pass",
	}
	secrets.named(secrets.words_of(text))
}

test_allow_named[text] if {
	some text in {
		"", "policy", "password policy", "max tokens", "tokens per minute", "Token limit", "sort key", "key word", "key", "code",
		"access key id", "page_token", "next-token", "pin", "pass the salt", "country code", "secretary", "zip code", "public key", "postal pin code",
	}
	not secrets.named(secrets.words_of(text))
}

test_deny_requested[text] if {
	some text in {
		"Enter your password below", "Paste the code we sent you", "please type your old master password",
		"We need your GitHub API key.", "Please re-enter credentials", "To go on, provide the 6-digit verification code!",
	}
	secrets.requested(secrets.words_of(text))
}

test_allow_requested[text] if {
	some text in {
		"Which password policy should the report assume?", "Enter a name for the new API key", "Type the name of the secret",
		"Your password expires soon", "Enter the token limit", "Paste the code to review", "Password", "Give this form a title",
	}
	not secrets.requested(secrets.words_of(text))
}

test_deny_numbered[text] if {
	some text in {"Verification code", "your PIN", "CVV", "card number"}
	secrets.numbered(secrets.words_of(text))
}

test_allow_numbered[text] if {
	some text in {"token", "OTP length", "house number", "max tokens"}
	not secrets.numbered(secrets.words_of(text))
}

test_allow_words_of_name if secrets.words_of_name("accessTokenV2") == ["access", "token", "v"]
