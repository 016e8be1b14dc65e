// Downloads a signed URL:  ./download URL FILE
//
// NSURLConnection with a delegate, because it is what GNUstep on Debian 12 has: its Foundation is built without NSURLSession, and
// GCC has neither blocks nor ARC. On macOS and iOS the same delegate methods exist, and NSURLSession's are named alike.
//
// GNUstep's NSURLConnection, unlike Apple's, decodes the path and encodes it anew, and %2B comes out as a plain plus sign, which OSS
// reads as a space. Ossa tries both readings, unless it runs with --strict.
#import <Foundation/Foundation.h>

// Receives the answer piece by piece: a file's bytes go to the disk, an error's into memory.
@interface Download : NSObject <NSXMLParserDelegate>
{
    NSString *file;
    NSString *part;
    NSFileHandle *output;
    NSInteger status;
    long long expected;
    long long received;
    NSMutableData *refusal;
    NSMutableDictionary *elements;
    NSMutableString *text;
    NSString *failure;
    BOOL done;
}
- (id)initWithFile:(NSString *)path;
// Returns why it failed, or nil when the whole file is there.
- (NSString *)run:(NSURL *)url;
@end

@implementation Download

- (id)initWithFile:(NSString *)path
{
    if ((self = [super init])) {
        file = [path retain];
        // The bytes go to a temporary file beside the target, so that FILE is either whole or not there.
        int process = [[NSProcessInfo processInfo] processIdentifier];
        part = [[NSString alloc] initWithFormat:@"%@.%d.part", path, process];
        refusal = [[NSMutableData alloc] init];
        elements = [[NSMutableDictionary alloc] init];
    }
    return self;
}

- (void)dealloc
{
    [file release];
    [part release];
    [output release];
    [refusal release];
    [elements release];
    [text release];
    [failure release];
    [super dealloc];
}

- (NSString *)run:(NSURL *)url
{
    NSURLRequest *request = [NSURLRequest requestWithURL:url];
    [NSURLConnection connectionWithRequest:request delegate:self];
    // The connection calls its delegate from this thread's run loop. The loop is left each second to look at done, since after a
    // cancelled connection nothing would wake it.
    while (!done) {
        NSAutoreleasePool *pool = [[NSAutoreleasePool alloc] init];
        [[NSRunLoop currentRunLoop] runMode:NSDefaultRunLoopMode beforeDate:[NSDate dateWithTimeIntervalSinceNow:1]];
        [pool release];
    }
    if (failure != nil) {
        [[NSFileManager defaultManager] removeFileAtPath:part handler:nil];
    }
    return failure;
}

- (void)finish:(NSString *)reason
{
    failure = [reason copy];
    done = YES;
}

// What the server says about a refusal: the Code and the Message of its XML answer.
- (NSString *)explain
{
    NSXMLParser *parser = [[[NSXMLParser alloc] initWithData:refusal] autorelease];
    [parser setDelegate:self];
    [parser parse];
    NSString *code = [elements objectForKey:@"Code"];
    if (code == nil) {
        return [NSString stringWithFormat:@"HTTP %ld", (long)status];
    }
    return [NSString stringWithFormat:@"HTTP %ld %@: %@", (long)status, code, [elements objectForKey:@"Message"]];
}

- (void)connection:(NSURLConnection *)connection didReceiveResponse:(NSURLResponse *)response
{
    status = [(NSHTTPURLResponse *)response statusCode];
    expected = [response expectedContentLength];
    if (status != 200) {
        return;
    }
    if (![[NSFileManager defaultManager] createFileAtPath:part contents:nil attributes:nil]) {
        [connection cancel];
        [self finish:[NSString stringWithFormat:@"cannot write %@", part]];
        return;
    }
    output = [[NSFileHandle fileHandleForWritingAtPath:part] retain];
}

- (void)connection:(NSURLConnection *)connection didReceiveData:(NSData *)data
{
    if (status != 200) {
        [refusal appendData:data];
        return;
    }
    received += [data length];
    NS_DURING
        [output writeData:data];
    NS_HANDLER
        [connection cancel];
        [self finish:[localException reason]];
    NS_ENDHANDLER
}

- (void)connection:(NSURLConnection *)connection didFailWithError:(NSError *)error
{
    [self finish:[error localizedDescription]];
}

- (void)connectionDidFinishLoading:(NSURLConnection *)connection
{
    if (status != 200) {
        [self finish:[self explain]];
        return;
    }
    [output closeFile];
    // A connection that ends too early looks like the end of the file; only the length tells, and an object always has one.
    if (received != expected) {
        [self finish:[NSString stringWithFormat:@"the connection ended after %lld of %lld bytes", received, expected]];
    } else if (rename([part fileSystemRepresentation], [file fileSystemRepresentation]) != 0) {
        [self finish:[NSString stringWithFormat:@"cannot write %@", file]];
    } else {
        [self finish:nil];
    }
}

- (void)parser:(NSXMLParser *)parser
    didStartElement:(NSString *)name
       namespaceURI:(NSString *)uri
      qualifiedName:(NSString *)qualifiedName
         attributes:(NSDictionary *)attributes
{
    [text release];
    text = [[NSMutableString alloc] init];
}

- (void)parser:(NSXMLParser *)parser foundCharacters:(NSString *)characters
{
    [text appendString:characters];
}

- (void)parser:(NSXMLParser *)parser
    didEndElement:(NSString *)name
     namespaceURI:(NSString *)uri
    qualifiedName:(NSString *)qualifiedName
{
    [elements setObject:[NSString stringWithString:text] forKey:name];
}

@end

static void say(NSString *line)
{
    fprintf(stderr, "%s\n", [line UTF8String]);
}

int main(int argc, char **argv)
{
    NSAutoreleasePool *pool = [[NSAutoreleasePool alloc] init];
    int exitCode = 0;
    if (argc != 3) {
        say(@"usage: download URL FILE");
        exitCode = 2;
    } else {
        NSURL *url = [NSURL URLWithString:[NSString stringWithUTF8String:argv[1]]];
        NSString *file = [[NSFileManager defaultManager] stringWithFileSystemRepresentation:argv[2]
                                                                                    length:strlen(argv[2])];
        Download *download = [[Download alloc] initWithFile:file];
        NSString *failure = url == nil ? @"that is no URL" : [download run:url];
        if (failure != nil) {
            say([@"download failed: " stringByAppendingString:failure]);
            exitCode = 1;
        }
        [download release];
    }
    [pool release];
    return exitCode;
}
