// Drives a server with the official Go SDK as Debian ships it, which cannot sign URLs yet. Prints a line a case and exits with 1 if one fails. The server and
// its key come from OSS_ENDPOINT, OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET.
package main

import (
	"bytes"
	"fmt"
	"hash/crc64"
	"io/ioutil"
	"os"
	"reflect"
	"sort"
	"strings"
	"time"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
)

var oddKeys = []string{"plain", "中文 +&%#?/x y.txt", "q'()*~!$@,;=", "%2e%2e", "😀"}

type scene struct {
	client *oss.Client
	name   string
	bucket *oss.Bucket
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func equal(want, got interface{}) {
	if !reflect.DeepEqual(want, got) {
		panic(fmt.Sprintf("want %v, got %v", want, got))
	}
}

func fails(err error, status int, code string) {
	refusal, ok := err.(oss.ServiceError)
	if !ok {
		panic(fmt.Sprintf("want %s, got %v", code, err))
	}
	equal([]interface{}{status, code}, []interface{}{refusal.StatusCode, refusal.Code})
}

func (s *scene) read(key string, options ...oss.Option) string {
	body, err := s.bucket.GetObject(key, options...)
	must(err)
	defer body.Close()
	content, err := ioutil.ReadAll(body)
	must(err)
	return string(content)
}

func (s *scene) put(key, content string, options ...oss.Option) {
	must(s.bucket.PutObject(key, strings.NewReader(content), options...))
}

func (s *scene) bucketTellsAboutItself() {
	info, err := s.client.GetBucketInfo(s.name)
	must(err)
	equal(s.name, info.BucketInfo.Name)
	location, err := s.client.GetBucketLocation(s.name)
	must(err)
	equal("oss-cn-hangzhou", location)
	exists, err := s.client.IsBucketExist(s.name)
	must(err)
	equal(true, exists)
}

func (s *scene) bucketListsChange() {
	must(s.client.SetBucketACL(s.name, oss.ACLPublicRead))
	acl, err := s.client.GetBucketACL(s.name)
	must(err)
	equal("public-read", acl.ACL)
	must(s.client.SetBucketACL(s.name, oss.ACLPrivate))
}

func (s *scene) crossOriginRules() {
	rule := oss.CORSRule{AllowedOrigin: []string{"*"}, AllowedMethod: []string{"GET", "PUT"}, AllowedHeader: []string{"*"}, ExposeHeader: []string{"ETag"}, MaxAgeSeconds: 30}
	must(s.client.SetBucketCORS(s.name, []oss.CORSRule{rule}))
	found, err := s.client.GetBucketCORS(s.name)
	must(err)
	equal(rule.AllowedMethod, found.CORSRules[0].AllowedMethod)
	must(s.client.DeleteBucketCORS(s.name))
	_, err = s.client.GetBucketCORS(s.name)
	fails(err, 404, "NoSuchCORSConfiguration")
}

func (s *scene) pagesThatMayUseIt() {
	must(s.client.SetBucketReferer(s.name, []string{"http://*.example.com", "https://a.test"}, false))
	found, err := s.client.GetBucketReferer(s.name)
	must(err)
	equal(false, found.AllowEmptyReferer)
	equal([]string{"http://*.example.com", "https://a.test"}, found.RefererList)
	must(s.client.SetBucketReferer(s.name, []string{}, true))
	found, err = s.client.GetBucketReferer(s.name)
	must(err)
	equal(true, found.AllowEmptyReferer)
	equal(0, len(found.RefererList))
}

func (s *scene) website() {
	must(s.client.SetBucketWebsite(s.name, "index.html", "error.html"))
	found, err := s.client.GetBucketWebsite(s.name)
	must(err)
	equal([]string{"index.html", "error.html"}, []string{found.IndexDocument.Suffix, found.ErrorDocument.Key})
	must(s.client.SetBucketWebsite(s.name, "other.html", ""))
	found, err = s.client.GetBucketWebsite(s.name)
	must(err)
	equal([]string{"other.html", ""}, []string{found.IndexDocument.Suffix, found.ErrorDocument.Key})
	must(s.client.DeleteBucketWebsite(s.name))
	_, err = s.client.GetBucketWebsite(s.name)
	fails(err, 404, "NoSuchWebsiteConfiguration")
}

func (s *scene) logs() {
	must(s.client.SetBucketLogging(s.name, s.name, "logs/", true))
	found, err := s.client.GetBucketLogging(s.name)
	must(err)
	equal([]string{s.name, "logs/"}, []string{found.LoggingEnabled.TargetBucket, found.LoggingEnabled.TargetPrefix})
	must(s.client.DeleteBucketLogging(s.name))
	found, err = s.client.GetBucketLogging(s.name)
	must(err)
	equal("", found.LoggingEnabled.TargetBucket)
}

func (s *scene) lifecycles() {
	must(s.client.SetBucketLifecycle(s.name, []oss.LifecycleRule{
		oss.BuildLifecycleRuleByDays("days", "days/", true, 3),
		oss.BuildLifecycleRuleByDate("date", "date/", false, 2030, 1, 2),
	}))
	found, err := s.client.GetBucketLifecycle(s.name)
	must(err)
	equal(2, len(found.Rules))
	equal([]interface{}{"days", "Enabled", 3}, []interface{}{found.Rules[0].ID, found.Rules[0].Status, found.Rules[0].Expiration.Days})
	equal("2030-01-02", found.Rules[1].Expiration.Date.Format("2006-01-02"))
	must(s.client.DeleteBucketLifecycle(s.name))
	_, err = s.client.GetBucketLifecycle(s.name)
	fails(err, 404, "NoSuchLifecycle")
}

func (s *scene) putAndGet() {
	for _, key := range oddKeys {
		s.put(key, "content of "+key)
		equal("content of "+key, s.read(key))
	}
	large := bytes.Repeat([]byte("0123456789"), 500000)
	must(s.bucket.PutObject("large", bytes.NewReader(large)))
	equal(string(large), s.read("large"))
	must(s.bucket.DeleteObject("large"))
}

func (s *scene) metadataComesBack() {
	s.put("meta", "x", oss.Meta("owner", "me"), oss.ContentType("text/x-poem"), oss.CacheControl("no-cache"))
	header, err := s.bucket.GetObjectDetailedMeta("meta")
	must(err)
	equal([]string{"me", "text/x-poem", "no-cache"}, []string{header.Get("X-Oss-Meta-Owner"), header.Get("Content-Type"), header.Get("Cache-Control")})
	short, err := s.bucket.GetObjectMeta("meta")
	must(err)
	equal("1", short.Get("Content-Length"))
	must(s.bucket.SetObjectMeta("meta", oss.Meta("owner", "you")))
	header, err = s.bucket.GetObjectDetailedMeta("meta")
	must(err)
	equal("you", header.Get("X-Oss-Meta-Owner"))
}

func (s *scene) rangesAndConditions() {
	s.put("digits", "0123456789")
	equal("234", s.read("digits", oss.Range(2, 4)))
	equal("0123456789", s.read("digits", oss.NormalizedRange("8-12")))
	header, err := s.bucket.GetObjectDetailedMeta("digits")
	must(err)
	equal("0123456789", s.read("digits", oss.IfMatch(header.Get("Etag"))))
	_, err = s.bucket.GetObject("digits", oss.IfNoneMatch(header.Get("Etag")))
	if err == nil {
		panic("an object that has not changed was sent again")
	}
	_, err = s.bucket.GetObject("digits", oss.IfMatch("\"other\""))
	fails(err, 412, "PreconditionFailed")
}

func (s *scene) copies() {
	s.put("source", "to be copied")
	_, err := s.bucket.CopyObject("source", "the copy 中")
	must(err)
	equal("to be copied", s.read("the copy 中"))
}

func (s *scene) objectLists() {
	s.put("acl", "x")
	must(s.bucket.SetObjectACL("acl", oss.ACLPublicRead))
	acl, err := s.bucket.GetObjectACL("acl")
	must(err)
	equal("public-read", acl.ACL)
}

func (s *scene) pagesJoin() {
	want := []string{}
	for i := 0; i < 7; i++ {
		key := fmt.Sprintf("page/%d 中", i)
		s.put(key, "x")
		want = append(want, key)
	}
	got := []string{}
	marker := oss.Marker("")
	for {
		page, err := s.bucket.ListObjects(oss.Prefix("page/"), oss.MaxKeys(3), marker)
		must(err)
		for _, object := range page.Objects {
			got = append(got, object.Key)
		}
		if !page.IsTruncated {
			break
		}
		marker = oss.Marker(page.NextMarker)
	}
	equal(want, got)
	rolled, err := s.bucket.ListObjects(oss.Delimiter("/"), oss.Prefix("pa"))
	must(err)
	equal([]string{"page/"}, rolled.CommonPrefixes)
}

func (s *scene) uploadsInParts() {
	first, second := bytes.Repeat([]byte("ab"), 51200), []byte("the end")
	upload, err := s.bucket.InitiateMultipartUpload("parts 中", oss.Meta("owner", "me"))
	must(err)
	last, err := s.bucket.UploadPart(upload, bytes.NewReader(second), int64(len(second)), 7)
	must(err)
	begin, err := s.bucket.UploadPart(upload, bytes.NewReader(first), int64(len(first)), 1)
	must(err)
	listed, err := s.bucket.ListUploadedParts(upload)
	must(err)
	equal([]int{1, 7}, []int{listed.UploadedParts[0].PartNumber, listed.UploadedParts[1].PartNumber})
	equal([]string{begin.ETag, last.ETag}, []string{listed.UploadedParts[0].ETag, listed.UploadedParts[1].ETag})
	_, err = s.bucket.CompleteMultipartUpload(upload, []oss.UploadPart{begin, {PartNumber: 8, ETag: last.ETag}})
	fails(err, 400, "InvalidPart")
	// The SDK puts the parts into their order itself.
	whole, err := s.bucket.CompleteMultipartUpload(upload, []oss.UploadPart{last, begin})
	must(err)
	equal("parts 中", whole.Key)
	equal(string(first)+string(second), s.read("parts 中"))
	header, err := s.bucket.GetObjectDetailedMeta("parts 中")
	must(err)
	equal([]string{"Multipart", "me", whole.ETag}, []string{header.Get("X-Oss-Object-Type"), header.Get("X-Oss-Meta-Owner"), header.Get("Etag")})
}

func (s *scene) copiesParts() {
	content := strings.Repeat("0123456789", 30000)
	s.put("源 long", content)
	upload, err := s.bucket.InitiateMultipartUpload("copied parts")
	must(err)
	first, err := s.bucket.UploadPartCopy(upload, s.name, "源 long", 100000, 200000, 1)
	must(err)
	second, err := s.bucket.UploadPartCopy(upload, s.name, "源 long", 0, 10, 2)
	must(err)
	_, err = s.bucket.CompleteMultipartUpload(upload, []oss.UploadPart{first, second})
	must(err)
	equal(content[100000:]+content[:10], s.read("copied parts"))
	must(s.bucket.CopyFile(s.name, "源 long", "copied file", 102400, oss.Routines(3)))
	equal(content, s.read("copied file"))
}

func (s *scene) listsAndAbortsUploads() {
	want := []string{}
	for _, key := range []string{"u/1", "u/2 中", "u/2 中"} {
		upload, err := s.bucket.InitiateMultipartUpload(key)
		must(err)
		want = append(want, upload.UploadID)
	}
	got := []string{}
	key, id := oss.KeyMarker(""), oss.UploadIDMarker("")
	for {
		page, err := s.bucket.ListMultipartUploads(oss.Prefix("u/"), oss.MaxUploads(2), key, id)
		must(err)
		for _, upload := range page.Uploads {
			got = append(got, upload.UploadID)
			must(s.bucket.AbortMultipartUpload(oss.InitiateMultipartUploadResult{Bucket: s.name, Key: upload.Key, UploadID: upload.UploadID}))
		}
		if !page.IsTruncated {
			break
		}
		key, id = oss.KeyMarker(page.NextKeyMarker), oss.UploadIDMarker(page.NextUploadIDMarker)
	}
	sort.Strings(want)
	sort.Strings(got)
	equal(want, got)
	fails(s.bucket.AbortMultipartUpload(oss.InitiateMultipartUploadResult{Bucket: s.name, Key: "u/1", UploadID: got[0]}), 404, "NoSuchUpload")
}

func (s *scene) filesGoBothWays() {
	directory, err := ioutil.TempDir("", "go-sdk-")
	must(err)
	defer os.RemoveAll(directory)
	content := bytes.Repeat([]byte("0123456789"), 50000)
	up, down := directory+"/up", directory+"/down"
	must(ioutil.WriteFile(up, content, 0600))
	must(s.bucket.UploadFile("file 中", up, 102400, oss.Routines(3), oss.Checkpoint(true, up+".cp")))
	must(s.bucket.DownloadFile("file 中", down, 102400, oss.Routines(3), oss.Checkpoint(true, down+".cp")))
	got, err := ioutil.ReadFile(down)
	must(err)
	equal(true, bytes.Equal(content, got))
}

func (s *scene) appends() {
	next, err := s.bucket.AppendObject("log", strings.NewReader("one "), 0)
	must(err)
	equal(int64(4), next)
	result, err := s.append("log", "two", next, oss.InitCRC(crcOf("one ")))
	must(err)
	equal(int64(7), result.NextPosition)
	_, err = s.append("log", "x", next)
	fails(err, 409, "PositionNotEqualToLength")
	equal("one two", s.read("log"))
	_, err = s.append("plain", "x", 0)
	fails(err, 409, "ObjectNotAppendable")
}

// The SDK's own AppendObject reads the result even where there is only an error.
func (s *scene) append(key, content string, position int64, options ...oss.Option) (*oss.AppendObjectResult, error) {
	return s.bucket.DoAppendObject(&oss.AppendObjectRequest{ObjectKey: key, Reader: strings.NewReader(content), Position: position}, options)
}

func crcOf(text string) uint64 {
	hash := oss.NewCRC(crc64.MakeTable(crc64.ECMA), 0)
	hash.Write([]byte(text))
	return hash.Sum64()
}

func (s *scene) links() {
	for _, key := range oddKeys {
		must(s.bucket.PutSymlink("link", key))
		header, err := s.bucket.GetSymlink("link")
		must(err)
		equal(key, header.Get("X-Oss-Symlink-Target"))
		s.put(key, "target")
		equal("target", s.read("link"))
		must(s.bucket.DeleteObject(key))
		_, err = s.bucket.GetObject("link")
		fails(err, 404, "SymlinkTargetNotExist")
	}
	must(s.bucket.DeleteObject("link"))
}

func (s *scene) archives() {
	name := s.name + "-archive"
	must(s.client.CreateBucket(name, oss.StorageClass(oss.StorageArchive)))
	bucket, err := s.client.Bucket(name)
	must(err)
	archive := &scene{client: s.client, name: name, bucket: bucket}
	archive.put("cold", "frozen")
	_, err = bucket.GetObject("cold")
	fails(err, 403, "InvalidObjectState")
	must(bucket.RestoreObject("cold"))
	equal("frozen", archive.read("cold"))
	must(bucket.DeleteObject("cold"))
	must(s.client.DeleteBucket(name))
}

func (s *scene) errorsByName() {
	_, err := s.bucket.GetObject("missing")
	fails(err, 404, "NoSuchKey")
	exists, err := s.bucket.IsObjectExist("missing")
	must(err)
	equal(false, exists)
	other, err := s.client.Bucket("no-such-bucket")
	must(err)
	_, err = other.GetObject("k")
	fails(err, 404, "NoSuchBucket")
	stranger, err := oss.New(os.Getenv("OSS_ENDPOINT"), "LTAInobody", "secret")
	must(err)
	strange, err := stranger.Bucket(s.name)
	must(err)
	_, err = strange.GetObject("plain")
	fails(err, 403, "InvalidAccessKeyId")
}

func (s *scene) deletesTogether() {
	keys := []string{}
	page, err := s.bucket.ListObjects(oss.MaxKeys(1000))
	must(err)
	for _, object := range page.Objects {
		keys = append(keys, object.Key)
	}
	deleted, err := s.bucket.DeleteObjects(keys)
	must(err)
	sort.Strings(keys)
	sort.Strings(deleted.DeletedObjects)
	equal(keys, deleted.DeletedObjects)
	must(s.client.DeleteBucket(s.name))
}

func main() {
	client, err := oss.New(os.Getenv("OSS_ENDPOINT"), os.Getenv("OSS_ACCESS_KEY_ID"), os.Getenv("OSS_ACCESS_KEY_SECRET"))
	must(err)
	s := &scene{client: client, name: fmt.Sprintf("go-sdk-%d", time.Now().UnixNano())}
	must(client.CreateBucket(s.name))
	s.bucket, err = client.Bucket(s.name)
	must(err)
	cases := []struct {
		name string
		run  func()
	}{
		{"a bucket tells about itself", s.bucketTellsAboutItself},
		{"bucket lists change", s.bucketListsChange},
		{"rules for other origins", s.crossOriginRules},
		{"the pages that may use it", s.pagesThatMayUseIt},
		{"a website", s.website},
		{"what is put is what is got", s.putAndGet},
		{"logs", s.logs},
		{"lifecycles", s.lifecycles},
		{"metadata comes back", s.metadataComesBack},
		{"ranges and conditions", s.rangesAndConditions},
		{"copies", s.copies},
		{"object lists change", s.objectLists},
		{"pages join", s.pagesJoin},
		{"uploads in parts", s.uploadsInParts},
		{"parts are copied", s.copiesParts},
		{"unfinished uploads are listed and aborted", s.listsAndAbortsUploads},
		{"files go both ways in parts", s.filesGoBothWays},
		{"appends", s.appends},
		{"links lead to their targets", s.links},
		{"archived objects are restored", s.archives},
		{"errors come by name", s.errorsByName},
		{"objects are deleted together", s.deletesTogether},
	}
	failed := 0
	for _, c := range cases {
		func() {
			defer func() {
				if reason := recover(); reason != nil {
					failed++
					fmt.Printf("not ok - %s: %v\n", c.name, reason)
				}
			}()
			c.run()
			fmt.Printf("ok - %s\n", c.name)
		}()
	}
	if failed > 0 {
		os.Exit(1)
	}
}
