using Ossa.Fuzz.Running;
using Ossa.Protocol.Errors;

namespace Ossa.Fuzz.Targets;

/// <summary>How inputs may be refused.</summary>
internal static class Refusal
{
    /// <summary>Whether it does not refuse. A refusal with no error of the list is a finding; its message may say more than the list's.</summary>
    public static bool IsNone(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (OssException refusal)
        {
            BrokenInvariantException.ThrowUnless(
                OssErrors.All.Any(error => (error with { Message = refusal.Error.Message }) == refusal.Error),
                $"{refusal.Error} is not in the list of errors."
            );
            return false;
        }
    }
}
