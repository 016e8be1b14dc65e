// Both sides of a signed URL. Its owner, who has credentials in the environment, makes it; anyone who has it downloads:
//   dotnet run -- sign BUCKET KEY
//   dotnet run -- get URL FILE
using Download;
using Ossa.Client;

try
{
    switch (args)
    {
        case ["sign", var bucket, var key]:
            Console.WriteLine(await Owner.SignAsync(bucket, key));
            return 0;
        case ["get", var url, var file]:
            await Holder.DownloadAsync(new Uri(url), file);
            return 0;
        default:
            Console.Error.WriteLine("usage: download-sample sign BUCKET KEY | get URL FILE");
            return 2;
    }
}
catch (Exception e)
    when (e is OssClientException or HttpRequestException or IOException or InvalidOperationException or FormatException
    )
{
    Console.Error.WriteLine($"{args[0]} failed: {e.Message}");
    return 1;
}
