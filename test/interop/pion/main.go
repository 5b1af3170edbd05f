// A DTLS client or server made of pion/dtls, for the interoperability tests: one line of text is one datagram.
//
//	pion-peer client ADDRESS [-cid none|send|both] [-suite NAME] (-psk HEX -identity NAME | -cert FILE -key FILE -ca FILE)
//	pion-peer server ADDRESS ...
//
// It prints "established SUITE cid=..." and "from ADDRESS: TEXT"; "move" makes the client leave its port for another one, and
// "again" makes it end its session and connect anew; with -resume sessions are kept for that.
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"flag"
	"fmt"
	"net"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/pion/dtls/v3"
)

var suites = map[string]dtls.CipherSuiteID{
	"TLS_PSK_WITH_AES_128_CCM_8":              dtls.TLS_PSK_WITH_AES_128_CCM_8,
	"TLS_PSK_WITH_AES_128_CCM":                dtls.TLS_PSK_WITH_AES_128_CCM,
	"TLS_PSK_WITH_AES_128_GCM_SHA256":         dtls.TLS_PSK_WITH_AES_128_GCM_SHA256,
	"TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256":   dtls.TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256,
	"TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8":      dtls.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
	"TLS_ECDHE_ECDSA_WITH_AES_128_CCM":        dtls.TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
	"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256": dtls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
}

// What both roles are told in the same way.
type settings struct {
	cid, suite, psk, identity, cert, key, ca string
	resume                                   bool
}

func main() {
	role, address := os.Args[1], os.Args[2]
	var given settings
	flags := flag.NewFlagSet("pion-peer", flag.ExitOnError)
	flags.StringVar(&given.cid, "cid", "none", "connection IDs: none, send, both")
	flags.StringVar(&given.suite, "suite", "TLS_PSK_WITH_AES_128_CCM_8", "the one cipher suite")
	flags.StringVar(&given.psk, "psk", "", "pre-shared key, hexadecimal")
	flags.StringVar(&given.identity, "identity", "", "PSK identity")
	flags.StringVar(&given.cert, "cert", "", "certificate, PEM")
	flags.StringVar(&given.key, "key", "", "private key, PEM")
	flags.StringVar(&given.ca, "ca", "", "authority, PEM")
	flags.BoolVar(&given.resume, "resume", false, "keep sessions to resume them")
	check(flags.Parse(os.Args[3:]))
	at, err := net.ResolveUDPAddr("udp", address)
	check(err)
	if role == "server" {
		serve(at, given)
	} else {
		connect(at, given)
	}
}

func (given settings) options() []dtls.Option {
	options := []dtls.Option{
		dtls.WithCipherSuites(suites[given.suite]),
		dtls.WithExtendedMasterSecret(dtls.RequireExtendedMasterSecret),
	}
	switch given.cid {
	case "send":
		options = append(options, dtls.WithConnectionIDGenerator(dtls.OnlySendCIDGenerator()))
	case "both":
		options = append(options, dtls.WithConnectionIDGenerator(dtls.RandomCIDGenerator(8)))
	}
	if given.resume {
		options = append(options, dtls.WithSessionStore(&sessions{kept: map[string]dtls.Session{}}))
	}
	if given.psk != "" {
		key, err := hex.DecodeString(given.psk)
		check(err)
		options = append(options, dtls.WithPSKIdentityHint([]byte(given.identity)),
			dtls.WithPSK(func([]byte) ([]byte, error) { return key, nil }))
	} else {
		pair, err := tls.LoadX509KeyPair(given.cert, given.key)
		check(err)
		options = append(options, dtls.WithCertificates(pair))
	}
	return options
}

func (given settings) authorities() *x509.CertPool {
	pool := x509.NewCertPool()
	pem, err := os.ReadFile(given.ca)
	check(err)
	pool.AppendCertsFromPEM(pem)
	return pool
}

func connect(to *net.UDPAddr, given settings) {
	socket := &movable{}
	socket.move()
	var options []dtls.ClientOption
	for _, option := range given.options() {
		options = append(options, option)
	}
	if given.ca != "" {
		options = append(options, dtls.WithRootCAs(given.authorities()), dtls.WithServerName("localhost"))
	}
	begin := func() *dtls.Conn {
		conn, err := dtls.ClientWithOptions(socket, to, options...)
		check(err)
		shake(conn)
		go hear(conn)
		return conn
	}
	conn := begin()
	lines(func(text string) {
		switch text {
		case "move":
			socket.move()
			fmt.Println("moved")
		case "again":
			check(conn.Close())
			socket = &movable{}
			socket.move()
			conn = begin()
		default:
			_, err := conn.Write([]byte(text))
			check(err)
		}
	})
	check(conn.Close())
}

func serve(at *net.UDPAddr, given settings) {
	var options []dtls.ServerOption
	for _, option := range given.options() {
		options = append(options, option)
	}
	if given.ca != "" {
		options = append(options, dtls.WithClientAuth(dtls.RequireAndVerifyClientCert), dtls.WithClientCAs(given.authorities()))
	}
	listener, err := dtls.ListenWithOptions("udp", at, options...)
	check(err)
	fmt.Println("listening")
	var lock sync.Mutex
	var latest *dtls.Conn
	go lines(func(text string) {
		lock.Lock()
		defer lock.Unlock()
		if latest == nil {
			return
		}
		_, err := latest.Write([]byte(text))
		check(err)
	})
	for {
		accepted, err := listener.Accept()
		check(err)
		conn := accepted.(*dtls.Conn)
		shake(conn)
		lock.Lock()
		latest = conn
		lock.Unlock()
		go hear(conn)
	}
}

func shake(conn *dtls.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	check(conn.HandshakeContext(ctx))
	state, _ := conn.ConnectionState()
	fmt.Printf("established %s with %d certificates\n", state.CipherSuiteID, len(state.PeerCertificates))
}

// Prints what comes, with the address that answers go to.
func hear(conn *dtls.Conn) {
	buffer := make([]byte, 16384)
	for {
		length, err := conn.Read(buffer)
		if err != nil {
			fmt.Println("ended:", err)
			return
		}
		fmt.Printf("from %s: %s\n", conn.RemoteAddr(), strings.TrimRight(string(buffer[:length]), "\n"))
	}
}

func lines(use func(text string)) {
	scanner := bufio.NewScanner(os.Stdin)
	for scanner.Scan() {
		use(scanner.Text())
	}
}

func check(err error) {
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
}

// Keeps sessions in memory.
type sessions struct {
	lock sync.Mutex
	kept map[string]dtls.Session
}

func (s *sessions) Set(key []byte, session dtls.Session) error {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.kept[string(key)] = session
	return nil
}

func (s *sessions) Get(key []byte) (dtls.Session, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.kept[string(key)], nil
}

func (s *sessions) Del(key []byte) error {
	s.lock.Lock()
	defer s.lock.Unlock()
	delete(s.kept, string(key))
	return nil
}

// A socket that goes on from another port when it is told to.
type movable struct {
	lock   sync.Mutex
	socket net.PacketConn
}

func (m *movable) now() net.PacketConn {
	m.lock.Lock()
	defer m.lock.Unlock()
	return m.socket
}

func (m *movable) move() {
	socket, err := net.ListenPacket("udp", "127.0.0.1:0")
	check(err)
	m.lock.Lock()
	before := m.socket
	m.socket = socket
	m.lock.Unlock()
	if before != nil {
		check(before.Close())
	}
}

func (m *movable) ReadFrom(into []byte) (int, net.Addr, error) {
	for {
		socket := m.now()
		length, from, err := socket.ReadFrom(into)
		if err == nil || socket == m.now() {
			return length, from, err
		}
	}
}

func (m *movable) WriteTo(data []byte, to net.Addr) (int, error) { return m.now().WriteTo(data, to) }
func (m *movable) Close() error                                  { return m.now().Close() }
func (m *movable) LocalAddr() net.Addr                           { return m.now().LocalAddr() }
func (m *movable) SetDeadline(t time.Time) error                 { return m.now().SetDeadline(t) }
func (m *movable) SetReadDeadline(t time.Time) error             { return m.now().SetReadDeadline(t) }
func (m *movable) SetWriteDeadline(t time.Time) error            { return m.now().SetWriteDeadline(t) }
