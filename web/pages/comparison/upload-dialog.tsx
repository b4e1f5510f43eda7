// A customer and a file: the comparison opens as soon as it is made.
import { App, Button, Modal } from "antd";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { idPath } from "../../../src/contract/page.ts";
import { uploadFiles } from "../../api/client.ts";
import { queryClient, refreshPaths } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { comparisonPageWords } from "../../words/comparison.ts";
import { useWords } from "../../words/words.ts";
import { type ChosenCustomer, CustomerPicker } from "../workbench/customer-picker.tsx";

export function UploadDialog(props: {
  readonly onClose: () => void;
  readonly customerId: number | null;
}) {
  const w = useWords(comparisonPageWords);
  const { id: booksId } = useBooks();
  const base = useBooksPath();
  const navigate = useNavigate();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [customer, setCustomer] = useState<ChosenCustomer | null>(
    props.customerId === null ? null : { id: props.customerId, name: "" },
  );
  const [isBusy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const send = async (file: File | undefined) => {
    if (!file || !customer) return;
    setBusy(true);
    try {
      const path = `${base}/comparisons?customerId=${customer.id}`;
      const { id } = await uploadFiles(idPath, path, [file], () => undefined);
      await refreshPaths(queryClient, [`${base}/comparisons`]);
      navigate(pathTo("comparison", { booksId, comparisonId: id }));
    } catch (error) {
      void message.error(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal open title={w("uploadTitle")} footer={null} onCancel={props.onClose}>
      <p className="page-note">{w("uploadText")}</p>
      {customer === null ? (
        <CustomerPicker onChoose={setCustomer} onLeave={props.onClose} />
      ) : (
        <>
          {customer.name === "" ? null : (
            <p>
              <b>{customer.name}</b>
            </p>
          )}
          <input
            ref={input}
            type="file"
            hidden
            accept=".xlsx,.xls,.csv,.txt,.tsv"
            aria-label={w("chooseFile")}
            onChange={({ target }) => void send(target.files?.[0])}
          />
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same by key */}
          <div
            className="comparisons-drop"
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              void send(event.dataTransfer.files[0]);
            }}
          >
            <Button type="primary" loading={isBusy} onClick={() => input.current?.click()}>
              {isBusy ? w("comparing") : w("chooseFile")}
            </Button>
            <span className="page-note">{w("dropHere")}</span>
          </div>
        </>
      )}
    </Modal>
  );
}
