import { createPrivateKey, importKeyPair, signing, x509 } from "../../../src/platform/x509.ts";

/** A certificate for 127.0.0.1 that nobody else has signed; who is to trust it gets it as an authority. */
export async function ownCertificate(): Promise<{ key: string; cert: string }> {
  const key = await createPrivateKey();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=127.0.0.1",
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 24 * 3_600_000),
    signingAlgorithm: signing,
    keys: await importKeyPair(key),
    extensions: [
      new x509.BasicConstraintsExtension(true),
      new x509.SubjectAlternativeNameExtension([{ type: "ip", value: "127.0.0.1" }]),
    ],
  });
  return { key, cert: certificate.toString("pem") };
}
