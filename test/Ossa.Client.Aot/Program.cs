// Proves that Ossa.Client works as native code: runs each of its features against a server and prints "ok FEATURE" for each.
//   OSS_ACCESS_KEY_ID=... OSS_ACCESS_KEY_SECRET=... ossa-client-aot URL BUCKET
// The bucket must not exist; it is made and removed.
using System.Runtime.CompilerServices;
using Ossa.Client;
using Ossa.Client.Aot;

if (args is not [var endpoint, var bucket])
{
    Console.Error.WriteLine("usage: ossa-client-aot URL BUCKET");
    return 2;
}

if (RuntimeFeature.IsDynamicCodeSupported)
{
    Console.Error.WriteLine("This is no native program: publish it for a platform, and run what comes out.");
    return 2;
}

using var client = new OssClient(new OssClientOptions { Endpoint = endpoint });
var feature = "";
try
{
    foreach (var (name, run) in Features.Of(client, endpoint, bucket))
    {
        feature = name;
        await run();
        Console.WriteLine($"ok {name}");
    }

    return 0;
}
catch (Exception e)
{
    Console.Error.WriteLine($"failed {feature}: {e}");
    return 1;
}
