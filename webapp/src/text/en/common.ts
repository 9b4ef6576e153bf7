export const common = {
  close: "Close",
  cancel: "Cancel",
  dismiss: "Dismiss",
  retry: "Try again",
  loading: "Loading",
};
