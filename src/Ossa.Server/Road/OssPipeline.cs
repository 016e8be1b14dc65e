using Microsoft.AspNetCore.Http;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
using Ossa.Server.Cors;
using Ossa.Server.Operations;
using Ossa.Server.Operations.Objects;
using Ossa.Server.Reading;

namespace Ossa.Server.Road;

/// <summary>
/// The road of every OSS request. The frame around it says who answers, refuses what nobody should read, turns whatever goes wrong into the
/// error answer, logs and counts.
/// </summary>
internal sealed class OssPipeline(OssaEngine engine, Locator locator, Authenticator authenticator, RequestFrame frame)
{
    public Task InvokeAsync(HttpContext http) => frame.RunAsync(http, WalkAsync);

    private async Task WalkAsync(OssContext context)
    {
        // 1. Locate: what is asked for, read off the raw target, and the bucket if it is there.
        var readings = locator.Locate(context.Http, context.HostBucket);
        context.Target = readings[0];
        context.FoundBucket = await FindBucketAsync(context);

        // 2. Let pages of other origins read the answer, a refusal included.
        CorsHeaders.Write(context);

        // 3. Authenticate: who asks, and which reading of the target the signature proves. A form is signed in its fields.
        if (FormUpload.IsPresentedBy(context))
        {
            context.Form = await FormUpload.ReadAsync(context);
            authenticator.AuthenticateForm(context, context.Form);
        }
        else
        {
            authenticator.Authenticate(context, readings);
        }

        // 4. Find the operation. A form has the key inside, and its signature covers an upload by form and nothing else.
        var operation = OperationCatalogue.Find(context, context.Http.Request.Method);
        context.Operation = operation.Name;
        if (context.Form is not null && operation is not PostObject)
        {
            throw new OssException(OssErrors.PostMalformed);
        }

        if ((context.Form?.Key ?? context.Target.Key) is { } key)
        {
            ObjectKey.Check(key);
            context.Target = context.Target with { Key = key };
        }

        // 5. Authorize: may this caller do this to that?
        await Authorizer.AuthorizeAsync(context, operation);

        // 6. Open the object that is to be given out, also behind a symbolic link, and judge it as it was opened.
        await ObjectOpening.OpenAsync(context, operation);

        // 7. Handle.
        await operation.HandleAsync(context);
    }

    private async ValueTask<Bucket?> FindBucketAsync(OssContext context)
    {
        if (context.Target.Bucket is not { } name)
        {
            return null;
        }

        BucketName.Check(name);
        return await engine.Buckets.FindAsync(name, context.Aborted);
    }
}
