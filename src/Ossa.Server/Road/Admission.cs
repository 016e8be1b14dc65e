using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
using Ossa.Server.Links;
using Ossa.Server.Operations;
using Ossa.Server.Operations.Objects;

namespace Ossa.Server.Road;

/// <summary>
/// Finds what a request asks for, and lets its caller in or not. Nothing is given out that has not come through here, under the name that
/// it has.
/// </summary>
internal static class Admission
{
    public static async ValueTask<Operation> AdmitAsync(OssContext context)
    {
        // 1. Find the operation. A form has the key inside, and its signature covers an upload by form and nothing else. Who sends an upload
        // by form that is none is told so whoever it is: what signs it cannot be read.
        var operation = OperationCatalogue.Find(context, context.Http.Request.Method);
        context.Operation = operation.Name;
        if (context.Form is not null && operation is not PostObject)
        {
            throw new OssException(OssErrors.PostMalformed);
        }

        if (context.Form is null && operation is PostObject)
        {
            throw new OssException(OssErrors.PostNotMultipart);
        }

        if ((context.Form?.Key ?? context.Target.Key) is { } key)
        {
            ObjectKey.Check(key);
            context.Target = context.Target with { Key = key };
        }

        await AdmitAsync(context, operation);
        return operation;
    }

    /// <summary>The same where it is known already what is asked for.</summary>
    public static async ValueTask AdmitAsync(OssContext context, Operation operation)
    {
        if (operation.NeedsBucket && context.FoundBucket is null)
        {
            throw new OssException(OssErrors.NoSuchBucket, "BucketName", context.Target.Bucket!);
        }

        // 2. Authorize: may this caller do this to that?
        LinkScope.Require(context, operation);
        await Authorizer.AuthorizeAsync(context, operation);

        // 3. Open the object that is to be given out, also behind a symbolic link, and judge it as it was opened.
        await ObjectOpening.OpenAsync(context, operation);
    }
}
