package org

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"time"
)

// Addresses are where a server listens.
type Addresses struct {
	Plain string // http://…, HTTP/1.1
	TLS   string // https://…, HTTP/2
	Roots string // the certificate that the TLS server is to be trusted by, as PEM
}

// Serve runs a server on two free ports of this machine and writes its Addresses to out. It returns when in ends, which
// is when the process at its other end does.
func Serve(in io.Reader, out io.Writer) error {
	handler := New()
	certificate, roots, err := selfSigned()
	if err != nil {
		return err
	}
	plain, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	encrypted, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	failed := make(chan error, 3)
	go func() { failed <- http.Serve(plain, handler) }()
	go func() {
		server := &http.Server{Handler: handler, TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}}
		failed <- server.ServeTLS(encrypted, "", "")
	}()
	go func() {
		_, err := io.Copy(io.Discard, in)
		failed <- err
	}()
	err = json.NewEncoder(out).Encode(Addresses{
		Plain: "http://" + plain.Addr().String(),
		TLS:   "https://" + encrypted.Addr().String(),
		Roots: roots,
	})
	if err != nil {
		return err
	}
	return <-failed
}

func selfSigned() (tls.Certificate, string, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, "", err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(24 * time.Hour),
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},

		IsCA:                  true,
		BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return tls.Certificate{}, "", err
	}
	roots := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, string(roots), nil
}
