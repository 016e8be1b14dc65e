// Command download fetches a signed URL:  go run . URL FILE
package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: download URL FILE")
		os.Exit(2)
	}
	if err := download(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "download failed:", err)
		os.Exit(1)
	}
}

func download(url, file string) error {
	response, err := http.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return refusal(response)
	}

	// The bytes go to a temporary file beside the target, so that FILE is either whole or not there.
	part, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*")
	if err != nil {
		return err
	}
	// After the rename there is nothing left to remove, and the error of trying is of no interest.
	defer os.Remove(part.Name())
	defer part.Close()

	// Copy reports a connection that ends before Content-Length bytes as an unexpected EOF.
	if _, err := io.Copy(part, response.Body); err != nil {
		return err
	}
	if err := part.Close(); err != nil {
		return err
	}
	return os.Rename(part.Name(), file)
}

// refusal says why the server did not send the file: the Code and the Message of its XML answer.
func refusal(response *http.Response) error {
	var answer struct {
		Code    string
		Message string
	}
	if err := xml.NewDecoder(response.Body).Decode(&answer); err != nil {
		return fmt.Errorf("HTTP %s", response.Status)
	}
	return fmt.Errorf("HTTP %d %s: %s", response.StatusCode, answer.Code, answer.Message)
}
